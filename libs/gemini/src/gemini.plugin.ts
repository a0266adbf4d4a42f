import { Plugin, type Provider, type ProviderContext, type ProviderPlugin } from '@gateway/provider-kit';
import { GeminiSettings } from './gemini.settings.js';

/** Gemini on Google AI Studio. With `USE_VERTEX_AUTH` the Vertex plugin serves its name instead. */
@Plugin<GeminiSettings>({
  name: 'gemini',
  preferredAs: 'google',
  settings: GeminiSettings,
  missing: ({ GEMINI_API_KEY: key }) => (key === undefined ? ['GEMINI_API_KEY'] : []),
  prefixes: ({ USE_VERTEX_AUTH: onVertex }) => (onVertex ? [] : ['gemini']),
  maker: 'google',
  ownsModel: (model) => model.startsWith('gemini-'),
  defaultModels: { big: 'gemini-3.8-flash', small: 'gemini-3.5-flash-lite' },
  bigSmallFallback: 'openai',
})
export class GeminiPlugin implements ProviderPlugin<GeminiSettings> {
  async load(settings: GeminiSettings, context: ProviderContext): Promise<Provider> {
    const { geminiProvider } = await import('./gemini.provider.js');
    return geminiProvider(settings, context);
  }
}

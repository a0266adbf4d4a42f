import { Plugin, type Provider, type ProviderContext, type ProviderPlugin } from '@gateway/provider-kit';
import { OPENAI_KINDS, needsKey } from './openai-kinds.js';
import { OpenAiSettings } from './openai.settings.js';

/** OpenAI, and servers with its API. */
@Plugin<OpenAiSettings>({
  name: 'openai',
  settings: OpenAiSettings,
  missing: (settings) => (needsKey(settings) ? ['OPENAI_API_KEY'] : []),
  presets: OPENAI_KINDS,
  ownsModel: (model) => /^(gpt-|chatgpt-|o\d)/.test(model),
  maker: 'openai',
  defaultModels: { big: 'gpt-6-sol', small: 'gpt-6-luna' },
})
export class OpenAiPlugin implements ProviderPlugin<OpenAiSettings> {
  async load(settings: OpenAiSettings, context: ProviderContext): Promise<Provider> {
    const { openAiProvider } = await import('./openai.provider.js');
    return openAiProvider(settings, context);
  }
}

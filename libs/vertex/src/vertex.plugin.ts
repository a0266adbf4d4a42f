import { Plugin, type Provider, type ProviderContext, type ProviderPlugin } from '@gateway/provider-kit';
import { VertexSettings } from './vertex.settings.js';

/** Gemini on Vertex AI. With `USE_VERTEX_AUTH` it also serves Gemini's own name. */
@Plugin<VertexSettings>({
  name: 'vertex',
  preferredAs: 'google',
  settings: VertexSettings,
  // The project may come with the credentials, which are only looked up when they are needed.
  missing: ({ USE_VERTEX_AUTH: wanted, VERTEX_PROJECT: project }) =>
    wanted || project !== undefined ? [] : ['USE_VERTEX_AUTH', 'VERTEX_PROJECT'],
  prefixes: ({ USE_VERTEX_AUTH: wanted }) => (wanted ? ['vertex', 'gemini'] : ['vertex']),
  maker: 'google',
  ownsModel: (model) => model.startsWith('gemini-'),
  // The smaller gemini-3.5-flash-lite ends on Vertex AI on 2027-07-21.
  defaultModels: { big: 'gemini-3.8-flash', small: 'gemini-3.8-flash' },
  bigSmallFallback: 'openai',
})
export class VertexPlugin implements ProviderPlugin<VertexSettings> {
  async load(settings: VertexSettings, context: ProviderContext): Promise<Provider> {
    const { vertexProvider } = await import('./vertex.provider.js');
    return vertexProvider(settings, context);
  }
}

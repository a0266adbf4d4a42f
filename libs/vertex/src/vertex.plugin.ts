import { GOOGLE_MODELS } from '@gateway/gemini';
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
  ownsModel: (model) => model.startsWith('gemini-'),
  defaultModels: GOOGLE_MODELS,
  bigSmallFallback: 'openai',
})
export class VertexPlugin implements ProviderPlugin<VertexSettings> {
  async load(settings: VertexSettings, context: ProviderContext): Promise<Provider> {
    const { vertexProvider } = await import('./vertex.provider.js');
    return vertexProvider(settings, context);
  }
}

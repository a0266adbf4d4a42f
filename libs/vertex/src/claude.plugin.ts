import { Plugin, type Provider, type ProviderContext, type ProviderPlugin } from '@gateway/provider-kit';
import { VertexSettings } from './vertex.settings.js';

/** Claude on Vertex AI, without a key of Anthropic's: bytes are forwarded as they are. */
@Plugin<VertexSettings>({
  name: 'vertex-claude',
  preferredAs: 'anthropic',
  fallbackFor: 'anthropic',
  host: 'vertex',
  maker: 'anthropic',
  settings: VertexSettings,
  missing: ({ USE_VERTEX_AUTH: wanted, VERTEX_PROJECT: project }) =>
    wanted || project !== undefined ? [] : ['VERTEX_PROJECT'],
  prefixes: () => ['anthropic'],
  ownsModel: (model) => model.startsWith('claude-'),
  passModelNames: true,
})
export class ClaudePlugin implements ProviderPlugin<VertexSettings> {
  async load(settings: VertexSettings, context: ProviderContext): Promise<Provider> {
    const { claudeProvider } = await import('./claude.provider.js');
    return claudeProvider(settings, context);
  }
}

import { PassthroughProvider } from '@gateway/anthropic';
import type { Provider, ProviderContext } from '@gateway/provider-kit';
import { ClaudeEndpoint } from './claude.endpoint.js';
import { vertexEndpoint } from './vertex.endpoint.js';
import type { VertexSettings } from './vertex.settings.js';

/** Anthropic's bytes at Vertex AI. */
export function claudeProvider(settings: VertexSettings, context: ProviderContext): Provider {
  const endpoint = new ClaudeEndpoint(vertexEndpoint(settings, context));
  return new PassthroughProvider({ name: context.naming?.name ?? 'vertex', context, endpoint });
}

import type { Operation, PassthroughEndpoint, PassthroughTarget } from '@gateway/anthropic';
import type { Call } from '@gateway/provider-kit';
import { CLAUDE_LIMITS } from './claude-limits.js';
import { toVertexModel } from './to-vertex-model.js';
import type { VertexEndpoint } from './vertex.endpoint.js';

/** The version in the body, in place of the header (Vertex AI documentation, "Claude models"). */
const VERSION = 'vertex-2023-10-16';

/** Claude on Vertex AI: the Messages API with the model in the path, and with Google's credentials. */
export class ClaudeEndpoint implements PassthroughEndpoint {
  readonly limits = CLAUDE_LIMITS;

  constructor(private readonly vertex: VertexEndpoint) {}

  async target({ route, stream }: Call, operation: Operation): Promise<PassthroughTarget> {
    const counts = operation === 'count_tokens';
    const name = toVertexModel(route.model);
    const model = counts ? 'count-tokens' : encodeURIComponent(name);
    const method = stream && !counts ? 'streamRawPredict' : 'rawPredict';
    const { url, headers } = await this.vertex.reach(`/publishers/anthropic/models/${model}:${method}`);
    return {
      url,
      credentials: Object.fromEntries(headers),
      // A count has its model in the body, a message only in the path.
      fields: { model: counts ? name : undefined, anthropic_version: VERSION },
    };
  }
}

import type { Call } from '@gateway/provider-kit';
import { describe, expect, it } from '@jest/globals';
import { ClaudeEndpoint } from './claude.endpoint.js';
import { VertexEndpoint } from './vertex.endpoint.js';
import type { VertexTokenSource } from './vertex-token.source.js';

const tokens = {
  headers: () => Promise.resolve(new Headers({ authorization: 'Bearer ya29.x' })),
} as unknown as VertexTokenSource;
const endpoint = new ClaudeEndpoint(new VertexEndpoint({ tokens, location: 'europe-west1', project: 'p1' }));
const call = (stream: boolean, model = 'claude-opus-5-5'): Call =>
  ({ stream, route: { requestedModel: 'x', provider: 'vertex-claude', model } }) as Call;

const MODELS =
  'https://europe-west1-aiplatform.googleapis.com/v1/projects/p1/locations/europe-west1/publishers/anthropic/models';

describe('Claude on Vertex AI', () => {
  it.each([
    ['a stream', call(true), 'messages', `${MODELS}/claude-opus-5-5:streamRawPredict`, undefined],
    ['a whole answer', call(false), 'messages', `${MODELS}/claude-opus-5-5:rawPredict`, undefined],
    ['a count', call(true), 'count_tokens', `${MODELS}/count-tokens:rawPredict`, 'claude-opus-5-5'],
    [
      'a dated model',
      call(true, 'claude-opus-4@20250514'),
      'messages',
      `${MODELS}/claude-opus-4%4020250514:streamRawPredict`,
      undefined,
    ],
    [
      'a name that would lead elsewhere',
      call(true, '../x'),
      'messages',
      `${MODELS}/..%2Fx:streamRawPredict`,
      undefined,
    ],
  ] as const)('%s', async (_, requested, operation, url, model) => {
    await expect(endpoint.target(requested, operation)).resolves.toEqual({
      url,
      credentials: { authorization: 'Bearer ya29.x' },
      fields: { model, anthropic_version: 'vertex-2023-10-16' },
    });
  });
});

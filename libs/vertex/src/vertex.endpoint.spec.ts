import { describe, expect, it } from '@jest/globals';
import type { VertexTokenSource } from './vertex-token.source.js';
import { VertexEndpoint, type VertexEndpointOptions } from './vertex.endpoint.js';

const tokens = {
  headers: () => Promise.resolve(new Headers({ authorization: 'Bearer t', 'x-goog-user-project': 'payer' })),
  project: () => Promise.resolve('found'),
} as VertexTokenSource;

const path = '/publishers/google/models/gemini-2.5-pro:generateContent';
const sign = (options: Partial<VertexEndpointOptions>): ReturnType<VertexEndpoint['sign']> =>
  new VertexEndpoint({ tokens, location: 'us-central1', project: 'p1', ...options }).sign({
    path,
    model: 'm',
    body: { a: 1 },
  });

describe('VertexEndpoint', () => {
  it.each<[Partial<VertexEndpointOptions>, string]>([
    [{}, 'https://us-central1-aiplatform.googleapis.com/v1/projects/p1/locations/us-central1'],
    [{ location: 'global' }, 'https://aiplatform.googleapis.com/v1/projects/p1/locations/global'],
    [{ location: 'eu' }, 'https://aiplatform.eu.rep.googleapis.com/v1/projects/p1/locations/eu'],
    [{ project: undefined }, 'https://us-central1-aiplatform.googleapis.com/v1/projects/found/locations/us-central1'],
    [{ baseUrl: 'http://127.0.0.1:9/x/' }, 'http://127.0.0.1:9/x/v1/projects/p1/locations/us-central1'],
    [
      { location: 'evil.org/', project: 'a/b' },
      'https://evil.org%2F-aiplatform.googleapis.com/v1/projects/a%2Fb/locations/evil.org%2F',
    ],
  ])('finds its place: %j', async (options, expected) => {
    expect((await sign(options)).url).toBe(expected + path);
  });

  it('sends the credentials and the billed project', async () => {
    const { init } = await sign({});
    expect(Object.fromEntries(init.headers)).toEqual({
      authorization: 'Bearer t',
      'content-type': 'application/json',
      'x-goog-user-project': 'payer',
    });
    expect(init.body).toBe('{"a":1}');
  });
});

import { afterEach, describe, expect, it } from '@jest/globals';
import type { Call, Provider } from '@gateway/provider-kit';
import { ApiError } from '@gateway/protocol';
import { of, throwError } from 'rxjs';
import { type RunningApp, startApp } from '../../../test/kit/app/start-app.js';
import { bytes, encode, post, QUESTION } from '../../../test/kit/app/story.js';

const UPSTREAM = { method: 'POST', url: 'http://upstream/', headers: {}, body: { said: true } };

let running: RunningApp | undefined;

afterEach(async () => {
  await running?.close();
  running = undefined;
});

async function explained(countTokens: Provider['countTokens']): Promise<unknown> {
  const explain = ({ changes }: Call): ReturnType<Provider['explain']> => {
    changes.add('usage-estimated');
    return Promise.resolve(UPSTREAM);
  };
  running = await startApp({ explain, countTokens });
  const response = await post(`${running.url}/v1/messages/explain`, { ...QUESTION, model: 'claude-haiku-5' });
  expect(response.status).toBe(200);
  return response.json();
}

describe('explain', () => {
  it('returns route, request, changes and size', async () => {
    expect(await explained(() => of({ kind: 'count', tokens: 4711 }))).toEqual({
      route: { requestedModel: 'claude-haiku-5', provider: 'scripted', model: 'little', reason: 'SMALL_MODEL' },
      upstream: UPSTREAM,
      changes: [{ code: 'usage-estimated', class: 'emulated' }],
      input_tokens: 4711,
    });
  });

  it("reads the size out of the upstream's own reply", async () => {
    expect(await explained(() => bytes(() => of(encode('{"input_'), encode('tokens":12}'))))).toMatchObject({
      input_tokens: 12,
    });
  });

  it.each<[string, Provider['countTokens']]>([
    ['refuses to count', () => throwError(() => new ApiError('permission_error', 'no'))],
    ['answers with an error', () => bytes(() => of(encode('{"type":"error"}')), { status: 403, headers: {} })],
    ['answers with no JSON', () => bytes(() => of(encode('<p>')))],
  ])('goes without the size where the provider %s', async (_, countTokens) => {
    expect(await explained(countTokens)).toMatchObject({ upstream: UPSTREAM, input_tokens: null });
  });

  it('has only the prompt counted', async () => {
    let counted: Call | undefined;
    await explained((call) => {
      counted = call;
      return of({ kind: 'count', tokens: 1 });
    });
    expect(Object.keys(counted?.request ?? {}).sort()).toEqual(['messages', 'model']);
    expect(JSON.parse(Buffer.from(counted?.rawBody ?? []).toString())).toEqual(counted?.request);
  });
});

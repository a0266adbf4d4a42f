import { afterEach, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { ProviderResult } from '@gateway/provider-kit';
import { ApiError } from '@gateway/protocol';
import { setTimeout as pause } from 'node:timers/promises';
import { concat, finalize, from, NEVER, type Observable, of, throwError } from 'rxjs';
import { createApp } from '../../app/create-app.js';
import { scriptedPlugin } from '../../../test/kit/app/start-app.js';
import { bytes, encode, events, post, QUESTION, STORY } from '../../../test/kit/app/story.js';

type Play = () => Observable<ProviderResult>;

const answers: Play = () => events(() => from(STORY));
const fails =
  (status: number, headers = {}): Play =>
  () =>
    throwError(() => new ApiError('api_error', `first ${status}`, { status, headers, origin: 'upstream' }));
const refuses =
  (status: number): Play =>
  () =>
    bytes(() => from([encode('{"type":"error","said":"by anthropic"}')]), {
      status,
      headers: { 'content-type': 'application/json' },
    });

let app: NestExpressApplication | undefined;
afterEach(() => app?.close());

/** A gateway whose providers `first`, `second` and `third` respond like this; returns how often each was called. */
async function start(plays: readonly Play[]): Promise<{ url: string; requested: number[] }> {
  const requested = plays.map(() => 0);
  const names = ['first', 'second', 'third'].slice(0, plays.length);
  const ask = (i: number) => (): Observable<never> => {
    requested[i]!++;
    return plays[i]!() as Observable<never>;
  };
  app = await createApp({
    plugins: plays.map((_, i) => scriptedPlugin({ open: ask(i), countTokens: ask(i) }, names[i])),
    environment: {
      LOG_LEVEL: 'silent',
      FALLBACK_MODELS: names
        .slice(1)
        .map((name) => `${name}/other`)
        .join(', '),
    },
  });
  await app.listen(0, '127.0.0.1');
  return { url: `${await app.getUrl()}/v1/messages`, requested };
}

describe('FallbackService', () => {
  it.each([429, 500, 502, 503, 504, 529])('uses the next provider after a %s, and reports it', async (status) => {
    const { url, requested } = await start([fails(status), answers]);
    const response = await post(url, QUESTION);
    expect([response.status, response.headers.get('x-gateway-fallback')]).toEqual([200, 'second/other']);
    expect(await response.text()).toContain('"model":"claude-sonnet-5"');
    expect(await (await fetch(new URL('/metrics', url))).text()).toContain('gateway_circuit_open{provider="first"} 0');
    expect(requested).toEqual([1, 1]);
  });

  it.each([400, 401, 402, 403, 404, 413])('returns a %s, which is no fault of the provider', async (status) => {
    const { url, requested } = await start([fails(status), answers]);
    const response = await post(url, QUESTION);
    expect([response.status, response.headers.has('x-gateway-fallback')]).toEqual([status, false]);
    expect(requested).toEqual([1, 0]);
  });

  it('uses the next provider where a refusal would be forwarded byte by byte', async () => {
    const { url, requested } = await start([refuses(529), answers]);
    expect((await post(url, QUESTION)).headers.get('x-gateway-fallback')).toBe('second/other');
    expect(requested).toEqual([1, 1]);
  });

  it('goes through the list in its order', async () => {
    const { url, requested } = await start([fails(503), fails(500), answers]);
    expect((await post(url, QUESTION)).headers.get('x-gateway-fallback')).toBe('third/other');
    expect(requested).toEqual([1, 1, 1]);
  });

  it('returns the first failure where all fail', async () => {
    const { url } = await start([fails(529, { 'retry-after': '7' }), fails(500), fails(400)]);
    const response = await post(url, QUESTION);
    expect([response.status, response.headers.get('retry-after')]).toEqual([529, '7']);
    expect(await response.text()).toContain('first 529');
  });

  it.each<[string, readonly Play[]]>([
    ['in the middle', [fails(503), refuses(529), fails(500)]],
    ['at the end', [fails(503), fails(500), refuses(529)]],
  ])('returns the first failure also where another is a forwarded refusal: %s', async (_, plays) => {
    const { url, requested } = await start(plays);
    const response = await post(url, QUESTION);
    expect([response.status, await response.text()]).toEqual([503, expect.stringContaining('first 503')]);
    expect(requested).toEqual([1, 1, 1]);
  });

  it('hands the first refusal on to the byte where all fail', async () => {
    const { url } = await start([refuses(529), fails(500)]);
    const response = await post(url, QUESTION);
    expect([response.status, await response.text()]).toEqual([529, '{"type":"error","said":"by anthropic"}']);
  });

  it('does not ask the next one once the answer has begun', async () => {
    const { url, requested } = await start([
      () =>
        events(() =>
          concat(
            of(STORY[0]),
            throwError(() => new ApiError('overloaded_error', 'late')),
          ),
        ),
      answers,
    ]);
    expect(await (await post(url, QUESTION)).text()).toContain('event: error');
    expect(requested).toEqual([1, 0]);
  });

  it('passes over a provider that only fails, but never the last one', async () => {
    const { url, requested } = await start([fails(500), fails(502)]);
    for (let i = 0; i < 8; i++) expect((await post(url, QUESTION)).status).toBe(i < 5 ? 500 : 529);
    expect(requested).toEqual([5, 8]);
    const metrics = await (await fetch(new URL('/metrics', url))).text();
    expect(metrics).toContain('gateway_circuit_open{provider="first"} 1');
    expect(metrics).toContain('gateway_circuit_open{provider="second"} 1');
  });

  it('forgets the provider that was asked when the client leaves', async () => {
    const left = Promise.withResolvers<undefined>();
    const { url, requested } = await start([() => NEVER.pipe(finalize(() => left.resolve(undefined))), answers]);
    const client = new AbortController();
    const response = fetch(url, { method: 'POST', body: JSON.stringify(QUESTION), signal: client.signal });
    while (requested[0] === 0) await pause(5);
    client.abort();
    await expect(response).rejects.toThrow('aborted');
    await left.promise;
    expect(requested).toEqual([1, 0]);
  });

  it.each<[string, Play]>([
    ['fails', fails(502)],
    ['refuses byte by byte', refuses(529)],
  ])('counts with the next provider where the first one %s', async (_, first) => {
    const { url, requested } = await start([first, () => of({ kind: 'count', tokens: 4711 })]);
    const response = await post(`${url}/count_tokens`, QUESTION);
    expect([response.status, await response.json()]).toEqual([200, { input_tokens: 4711 }]);
    expect(response.headers.get('x-gateway-fallback')).toBe('second/other');
    expect(requested).toEqual([1, 1]);
  });

  it('tells a count that is refused for good', async () => {
    const { url, requested } = await start([refuses(400), () => of({ kind: 'count', tokens: 4711 })]);
    const response = await post(`${url}/count_tokens`, QUESTION);
    expect([response.status, await response.text()]).toEqual([400, '{"type":"error","said":"by anthropic"}']);
    expect(requested).toEqual([1, 0]);
  });
});

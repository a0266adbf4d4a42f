import { afterEach, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Call, Reply } from '@gateway/provider-kit';
import { ApiError } from '@gateway/protocol';
import { concat, from, type Observable, of, throwError } from 'rxjs';
import { createApp } from '../../app/create-app.js';
import { scriptedPlugin } from '../../../test/kit/app/start-app.js';
import { events, QUESTION, STORY } from '../../../test/kit/app/story.js';

type Play = (call: Call) => Observable<Reply>;
const answers: Play = () => events(() => from(STORY));
const fails =
  (status: number, headers = {}): Play =>
  () =>
    throwError(() => new ApiError('api_error', `HTTP ${status}`, { status, headers, origin: 'upstream' }));

const TURN = {
  ...QUESTION,
  messages: [
    { role: 'user', content: 'a' },
    { role: 'assistant', content: 'b' },
    { role: 'user', content: 'c' },
  ],
};

let app: NestExpressApplication | undefined;
afterEach(async () => {
  await app?.close();
  app = undefined;
});

interface Gateway {
  readonly url: string;
  /** How each provider responds; may be changed. */
  readonly plays: Record<string, Play>;
  /** `provider/model` of each call, in order. */
  readonly called: string[];
}

async function start(plays: Record<string, Play>, environment: Readonly<Record<string, string>>): Promise<Gateway> {
  const called: string[] = [];
  const open =
    (name: string) =>
    (call: Call): Observable<Reply> => {
      called.push(`${name}/${call.route.model}`);
      return plays[name]!(call);
    };
  app = await createApp({
    plugins: Object.keys(plays).map((name) => scriptedPlugin({ open: open(name) }, name)),
    environment: { LOG_LEVEL: 'silent', ...environment },
  });
  await app.listen(0, '127.0.0.1');
  return { url: `${await app.getUrl()}/v1/messages`, plays, called };
}

const post = (url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(url, { method: 'POST', body: JSON.stringify(body), headers });

const inSession = (session: string): Record<string, string> => ({ 'x-claude-code-session-id': session });

describe('a pool', () => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['BIG_MODEL', { BIG_MODEL: 'pool/gpt' }, 'claude-sonnet-5'],
    ['SMALL_MODEL', { SMALL_MODEL: 'pool/gpt' }, 'claude-haiku-5'],
    ['MODEL_MAP', { MODEL_MAP: 'mine=pool/GPT' }, 'mine'],
    ["a client's own request", {}, 'pool/gpt'],
  ])('may be named by %s', async (_, environment, model) => {
    const { url, called } = await start({ a: answers, b: answers }, { POOL_GPT: 'b/x', ...environment });
    const response = await post(url, { ...QUESTION, model });
    expect([response.status, called]).toEqual([200, ['b/x']]);
    expect(await response.text()).toContain(`"model":"${model}"`);
  });

  it('may be named by FALLBACK_MODELS', async () => {
    const { url, called } = await start(
      { a: fails(503), b: fails(503), c: answers },
      { POOL_GPT: 'b/x|c/y', FALLBACK_MODELS: 'pool/gpt' },
    );
    expect((await post(url, QUESTION)).headers.get('x-gateway-fallback')).toBe('c/y');
    expect(called).toEqual(['a/large', 'b/x', 'c/y']);
  });

  it('is a 404 where it is not declared', async () => {
    const { url, called } = await start({ a: answers }, { POOL_GPT: 'a/x' });
    const response = await post(url, { ...QUESTION, model: 'pool/other' });
    expect([response.status, await response.text(), called]).toEqual([
      404,
      expect.stringContaining('model: pool/other'),
      [],
    ]);
  });

  it('is in the list of models', async () => {
    const { url } = await start({ a: answers }, { POOL_GPT: 'a/x' });
    const list = (await (await fetch(new URL('/v1/models', url))).json()) as { data: { id: string }[] };
    expect(list.data.map(({ id }) => id)).toContain('pool/gpt');
  });

  it('is listed with the window that every member has, whatever model its own name resembles', async () => {
    const { url } = await start({ a: answers }, { POOL_O3: 'a/gpt-6-sol,a/gpt-4o' });
    const list = (await (await fetch(new URL('/v1/models', url))).json()) as { data: { id: string }[] };
    expect(list.data.find(({ id }) => id === 'pool/o3')).toMatchObject({ max_input_tokens: 128_000 });
  });

  it('moves a whole session after a 429, counts the move, and sends the next turn there at once', async () => {
    const { url, plays, called } = await start(
      { a: answers, b: answers },
      { POOL_GPT: 'a/x|b/y', BIG_MODEL: 'pool/gpt' },
    );
    await post(url, QUESTION, inSession('s'));
    plays.a = fails(429, { 'retry-after': '60' });
    for (let i = 0; i < 3; i++) expect((await post(url, TURN, inSession('s'))).status).toBe(200);
    expect(called).toEqual(['a/x', 'a/x', 'b/y', 'b/y', 'b/y']);
    const metrics = await (await fetch(new URL('/metrics', url))).text();
    expect(metrics).toContain('gateway_pool_moves_total{pool="gpt",from="a/x",to="b/y",reason="limit"} 1');
    expect(metrics).toContain('gateway_circuit_open{provider="a"} 0');
  });

  it('keeps circuits of deployments of one provider apart', async () => {
    const { url, called } = await start(
      { a: (call) => (call.route.model === 'x' ? fails(500)(call) : answers(call)) },
      { POOL_GPT: 'a/x|a/y', BIG_MODEL: 'pool/gpt' },
    );
    for (let i = 0; i < 6; i++) expect((await post(url, QUESTION, inSession(`s${i}`))).status).toBe(200);
    expect(called.filter((name) => name === 'a/x')).toHaveLength(5);
    const metrics = await (await fetch(new URL('/metrics', url))).text();
    expect(metrics).toMatch(/gateway_circuit_open\{provider="a\/x"\} 1\n.*gateway_circuit_open\{provider="a\/y"\} 0/s);
  });

  it('does not move a stream that has begun', async () => {
    const late = throwError(() => new ApiError('overloaded_error', 'late', { origin: 'upstream' }));
    const { url, called } = await start(
      { a: () => events(() => concat(of(STORY[0]), late)), b: answers },
      { POOL_GPT: 'a/x|b/y', BIG_MODEL: 'pool/gpt' },
    );
    expect(await (await post(url, QUESTION)).text()).toContain('event: error');
    expect(called).toEqual(['a/x']);
  });

  it('keeps subagents at the member of their session', async () => {
    const { url, called } = await start(
      { a: answers, b: answers, c: answers },
      { POOL_GPT: 'a/x,b/x,c/x', BIG_MODEL: 'pool/gpt' },
    );
    for (let i = 0; i < 5; i++)
      await post(url, QUESTION, { ...inSession('s'), 'x-claude-code-agent-id': `agent-${i}` });
    expect(new Set(called).size).toBe(1);
  });

  it('shows every mistake at the start', async () => {
    await expect(
      start({ a: answers }, { POOL_GPT: 'a/x,,b/y', POOL_X: 'pool/gpt', BIG_MODEL: 'pool/z' }),
    ).rejects.toMatchObject({
      mistakes: [
        'POOL_GPT: level 1 has an empty member; write provider/model',
        'POOL_GPT: b/y names no provider',
        'POOL_X: pool/gpt is a pool; a member is a model of a provider',
        'BIG_MODEL: there is no pool pool/z; there is pool/gpt, pool/x',
      ],
    });
  });
});

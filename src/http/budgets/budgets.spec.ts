import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiError, type StreamEvent } from '@gateway/protocol';
import type { Reply } from '@gateway/provider-kit';
import { concat, from, NEVER, type Observable, of, throwError } from 'rxjs';
import { type RunningApp, startApp } from '../../../test/kit/app/start-app.js';
import { END, events, OPEN, QUESTION, START, STORY, text } from '../../../test/kit/app/story.js';

const entry = (name: string, more: object = {}): object => ({
  name,
  sha256: createHash('sha256').update(name).digest('hex'),
  ...more,
});

describe('a budget', () => {
  let folder: string;
  let running: RunningApp;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'budgets-'));
    // A response of the story has two tokens of output: one dollar.
    await writeFile(join(folder, 'prices.json'), JSON.stringify({ large: { input: 0, output: 500_000 } }));
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await running.close();
    await rm(folder, { recursive: true });
  });

  const write = (file: object): Promise<void> => writeFile(join(folder, 'tokens.json'), JSON.stringify(file));
  const answer = (): Observable<Reply> => events(() => from(STORY));
  const start = async (file: object, settings: Record<string, string> = {}, open = answer): Promise<void> => {
    await write(file);
    running = await startApp(
      { open },
      { AUTH_TOKENS_FILE: join(folder, 'tokens.json'), PRICES_FILE: join(folder, 'prices.json'), ...settings },
    );
  };
  const ask = (token: string): Promise<Response> =>
    fetch(`${running.url}/v1/messages`, {
      method: 'POST',
      headers: { 'x-api-key': token },
      body: JSON.stringify(QUESTION),
    });
  const spend = async (token: string): Promise<number> => {
    const response = await ask(token);
    await response.text();
    // The cost is added a tick after the end.
    await pause(10);
    return response.status;
  };

  it('of a token is used up after its requests, and the refusal has a sentence and headers for the client', async () => {
    await start([entry('ada', { usd_per_day: 2 }), entry('bob')], { BUDGET_CONTACT: 'ask ops' });
    expect([await spend('ada'), await spend('ada'), await spend('bob')]).toEqual([200, 200, 200]);
    const refused = await ask('ada');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('x-should-retry')).toBe('false');
    expect(refused.headers.get('anthropic-ratelimit-unified-overage-period')).toBe('daily');
    expect(refused.headers.has('anthropic-ratelimit-unified-overage-scope')).toBe(false);
    const { error } = (await refused.json()) as { error: { type: string; message: string } };
    expect(error.type).toBe('billing_error');
    expect(error.message).toMatch(
      /^the daily budget of 2 USD of token ada is used up; it starts again at \d{4}-\d\d-\d\d 00:00 UTC; ask ops$/,
    );
  });

  it('keeps the rate limits of the company to itself, also in an error', async () => {
    const headers = { 'anthropic-ratelimit-requests-remaining': '9', 'retry-after': '7' };
    const limited = (): Observable<never> =>
      throwError(() => new ApiError('rate_limit_error', 'slow down', { headers, origin: 'upstream' }));
    await start([entry('ada', { usd_per_day: 2 }), entry('bob')], {}, limited);
    const [ada, bob] = [await ask('ada'), await ask('bob')];
    expect([ada.headers.get('retry-after'), bob.headers.get('retry-after')]).toEqual(['7', '7']);
    expect(ada.headers.has('anthropic-ratelimit-requests-remaining')).toBe(false);
    expect(bob.headers.get('anthropic-ratelimit-requests-remaining')).toBe('9');
  });

  it('of a group is shared by its members, and that of all clients by all', async () => {
    const groups = { platform: { usd_per_week: 2 } };
    const tokens = [entry('ada', { group: 'platform' }), entry('bob', { group: 'platform' }), entry('eve')];
    await start({ tokens, groups, all: { usd_per_month: 3 } });
    expect([await spend('ada'), await spend('bob')]).toEqual([200, 200]);
    const refused = await ask('ada');
    expect(refused.headers.get('anthropic-ratelimit-unified-overage-scope')).toBe('group_pool');
    expect(await refused.text()).toContain('the weekly budget of 2 USD of group platform');
    expect(await spend('eve')).toBe(200);
    expect(await (await ask('eve')).text()).toContain('the monthly budget of 3 USD of all clients');
  });

  it('begins anew with its period, and a clock that jumps back finds what was spent', async () => {
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-11-28T12:00:00Z'));
    await start([entry('ada', { usd_per_day: 1 })]);
    expect([await spend('ada'), await spend('ada')]).toEqual([200, 429]);
    clock.mockReturnValue(Date.parse('2026-11-29T00:00:01Z'));
    expect([await spend('ada'), await spend('ada')]).toEqual([200, 429]);
    clock.mockReturnValue(Date.parse('2026-11-28T13:00:00Z'));
    expect(await spend('ada')).toBe(429);
  });

  it('is read anew with its file, without losing what was spent', async () => {
    await start([entry('ada', { usd_per_day: 1 })]);
    expect([await spend('ada'), await spend('ada')]).toEqual([200, 429]);
    await write([entry('ada', { usd_per_day: 2 })]);
    while ((await spend('ada')) !== 200) await pause(50);
    expect(await spend('ada')).toBe(429);
  }, 10_000);

  it('of requests or tokens a minute is a rate limit', async () => {
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-11-28T12:00:20Z'));
    await start([entry('ada', { requests_per_minute: 2 }), entry('bob', { tokens_per_minute: 5 })]);
    expect([await spend('ada'), await spend('ada'), await spend('bob')]).toEqual([200, 200, 200]);
    const refused = await ask('ada');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '40']);
    expect(await refused.json()).toMatchObject({ error: { type: 'rate_limit_error' } });
    expect(await (await ask('bob')).text()).toContain('token bob may use 5 tokens a minute');
    clock.mockReturnValue(Date.parse('2026-11-28T12:01:00Z'));
    expect([await spend('ada'), await spend('bob')]).toEqual([200, 200]);
  });

  it.each([
    ['allow', 200],
    ['refuse', 400],
  ])('UNPRICED=%s: a model without a price is a %s', async (UNPRICED, status) => {
    await writeFile(join(folder, 'prices.json'), '{}');
    await start([entry('ada', { usd_per_day: 1 }), entry('bob', { tokens_per_minute: 99 })], { UNPRICED });
    expect([await spend('ada'), await spend('bob')]).toEqual([status, 200]);
  });

  it.each<[string, readonly string[], number, string]>([
    ['uses no fallback without a price', ['large'], 503, ''],
    ['uses a fallback whose price is known', ['large', 'third'], 200, 'scripted/third'],
    ['refuses a model without a price, whatever its fallbacks cost', ['other'], 400, ''],
  ])('UNPRICED=refuse %s', async (_, priced, status, fallback) => {
    await write([entry('ada', { usd_per_day: 1 })]);
    const prices = Object.fromEntries(priced.map((model) => [model, { input: 0, output: 1 }]));
    await writeFile(join(folder, 'prices.json'), JSON.stringify(prices));
    const failure = throwError(() => new ApiError('api_error', 'no', { status: 503, origin: 'upstream' }));
    running = await startApp(
      { open: ({ route }) => (route.model === 'large' ? failure : events(() => from(STORY))) },
      {
        AUTH_TOKENS_FILE: join(folder, 'tokens.json'),
        PRICES_FILE: join(folder, 'prices.json'),
        UNPRICED: 'refuse',
        FALLBACK_MODELS: 'scripted/other,scripted/third',
      },
    );
    const response = await ask('ada');
    expect([response.status, response.headers.get('x-gateway-fallback') ?? '']).toEqual([status, fallback]);
  });

  it('UNPRICED=refuse looks at the members of a pool', async () => {
    await write([entry('ada', { usd_per_day: 1 })]);
    await writeFile(join(folder, 'prices.json'), '{"y":{"input":0,"output":1}}');
    const called: string[] = [];
    running = await startApp(
      {
        open: ({ route }) => {
          called.push(route.model);
          return events(() => from(STORY));
        },
      },
      {
        AUTH_TOKENS_FILE: join(folder, 'tokens.json'),
        PRICES_FILE: join(folder, 'prices.json'),
        UNPRICED: 'refuse',
        POOL_GPT: 'scripted/x|scripted/y',
        BIG_MODEL: 'pool/gpt',
      },
    );
    expect([await spend('ada'), called]).toEqual([200, ['y']]);
  });

  it.each<[string, readonly StreamEvent[]]>([
    ['by what the upstream has reported', [START, END[0]!]],
    // Eight characters are two tokens.
    ['by an estimate where it has reported nothing', [START, OPEN, text('a text o')]],
  ])('counts a response that its client leaves, %s', async (_, passed) => {
    await write([entry('ada', { usd_per_day: 1 })]);
    running = await startApp(
      { open: () => events(() => concat(of(passed), NEVER)) },
      { AUTH_TOKENS_FILE: join(folder, 'tokens.json'), PRICES_FILE: join(folder, 'prices.json') },
    );
    const abort = new AbortController();
    const left = await fetch(`${running.url}/v1/messages`, {
      method: 'POST',
      headers: { 'x-api-key': 'ada' },
      body: JSON.stringify(QUESTION),
      signal: abort.signal,
    });
    await left.body!.getReader().read();
    abort.abort();
    await pause(50);
    expect((await ask('ada')).status).toBe(429);
  });
});

import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import type { Provider } from '@gateway/provider-kit';
import { ApiError } from '@gateway/protocol';
import { of, throwError } from 'rxjs';
import { type RunningApp, startApp } from '../../../test/kit/app/start-app.js';
import { events, QUESTION, STORY } from '../../../test/kit/app/story.js';
import type { Finding } from '../checks/finding.types.js';
import type { StatusUpdate } from './status.service.js';

const folder = mkdtempSync(join(tmpdir(), 'status-'));
const TOKENS = join(folder, 'tokens.json');
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const write = (entries: readonly object[]): void => writeFileSync(TOKENS, JSON.stringify(entries));
const ADA = { name: 'ada', sha256: sha256('a-token'), models: ['claude-opus*'] };

let running: RunningApp;

afterEach(() => running.close());
afterAll(() => rmSync(folder, { recursive: true }));

const start = async (open: Provider['open'], settings = {}): Promise<void> => {
  running = await startApp({ open }, settings);
};
const answers: Provider['open'] = () => events(() => of(...STORY));
const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(running.url + path, { headers });
const ask = async (headers: Record<string, string> = {}, body: object = QUESTION): Promise<void> => {
  await (await fetch(`${running.url}/v1/messages`, { method: 'POST', headers, body: JSON.stringify(body) })).text();
};

/** A stream of updates, one at a time. */
async function watch(headers: Record<string, string> = {}): Promise<AsyncGenerator<StatusUpdate, void>> {
  const response = await get('/status/events', headers);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  return (async function* () {
    let rest = '';
    for await (const text of response.body!.pipeThrough(new TextDecoderStream())) {
      const frames = (rest + text).split('\n\n');
      rest = frames.pop()!;
      for (const frame of frames) {
        const data = /^data: (.*)$/m.exec(frame)?.[1];
        if (data !== undefined) yield JSON.parse(data) as StatusUpdate;
      }
    }
  })();
}

/** The first update that is as wanted. */
async function until(
  updates: AsyncGenerator<StatusUpdate, void>,
  wanted: (update: StatusUpdate) => boolean,
): Promise<StatusUpdate> {
  for (;;) {
    const { value } = await updates.next();
    if (value === undefined) throw new Error('the stream has ended');
    if (wanted(value)) return value;
  }
}

describe('/', () => {
  it.each([
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html'],
    ['application/json', 'application/json'],
    ['*/*', 'application/json'],
    ['', 'application/json'],
  ])('for a client that accepts %p: %s', async (accept, type) => {
    await start(answers, { ANTHROPIC_AUTH_TOKEN: 'right' });
    const response = await get('/', { accept });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain(type);
    expect(response.headers.get('vary')).toContain('accept');
    if (type === 'application/json') expect(await response.json()).toEqual({ status: 'ok' });
  });

  it('is a page of its own files, without inline code, and without any data', async () => {
    await start(answers, { ANTHROPIC_AUTH_TOKEN: 'right-token', BIG_MODEL: 'large' });
    await ask({ 'x-api-key': 'right-token' });
    const response = await get('/', { accept: 'text/html' });
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
    const html = await response.text();
    expect(html).not.toMatch(/ style=| on\w+=|<style|javascript:|https?:|right-token|scripted/);
    const files = [...html.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, path]) => path!);
    expect(files.length).toBeGreaterThan(4);
    for (const file of files) {
      const answer = await get(`/${file}`);
      expect([answer.status, answer.headers.get('x-content-type-options')]).toEqual([200, 'nosniff']);
    }
  });

  it.each(['nothing.js', '..%2fstatus.service.js', '%2e%2e%2f%2e%2e%2fmain.js', 'constructor'])(
    'has no file %s',
    async (name) => {
      await start(answers);
      expect((await get(`/status/page/${name}`)).status).toBe(404);
    },
  );
});

describe('/status', () => {
  it('has the figures of all people and groups for the operator, and its own for every other client', async () => {
    write([
      { ...ADA, models: undefined, group: 'platform' },
      { name: 'bob', sha256: sha256('b-token'), group: 'search' },
    ]);
    await start(answers, { ANTHROPIC_AUTH_TOKEN: 'the-one', AUTH_TOKENS_FILE: TOKENS });
    for (const token of ['a-token', 'a-token', 'b-token']) await ask({ 'x-api-key': token });
    const read = async (token: string): Promise<StatusUpdate> =>
      (await (await get('/status', { 'x-api-key': token })).json()) as StatusUpdate;
    const [all, own] = [await read('the-one'), await read('b-token')];
    expect(all.groups).toMatchObject([
      { name: 'platform', requests: 2 },
      { name: 'search', requests: 1 },
    ]);
    expect(all.people.map(({ name }) => name)).toEqual(['ada', 'bob']);
    expect(own).toMatchObject({
      viewer: 'bob',
      sees_all: false,
      totals: { requests: 1 },
      groups: [{ name: 'search' }],
    });
    expect(JSON.stringify(own)).not.toMatch(/ada|platform/);
    expect((await get('/status')).status).toBe(401);
  });
});

describe('/status/events', () => {
  it('stands behind the token', async () => {
    await start(answers, { ANTHROPIC_AUTH_TOKEN: 'right' });
    for (const headers of [{}, { authorization: 'Bearer wrong' }])
      expect((await get('/status/events', headers as Record<string, string>)).status).toBe(401);
    expect((await get('/status/events?token=right')).status).toBe(401);
  });

  it('sends the present data, then each request when it is over, without content', async () => {
    await start(answers, { MODEL_MAP: '*haiku*=scripted/tiny' });
    const updates = await watch();
    const first = await until(updates, () => true);
    expect(first).toMatchObject({ state: 'running', sees_all: true, requests: [], totals: { requests: 0 }, open: 0 });
    expect(first.routes[0]).toMatchObject({ asked: '*haiku*', provider: 'scripted', model: 'tiny' });
    expect(first.providers).toMatchObject({ scripted: { status: 'unknown' } });

    const question = { ...QUESTION, messages: [{ role: 'user', content: 'my secret prompt' }] };
    await ask({ 'x-claude-code-session-id': 's-1' }, question);
    const second = await until(updates, ({ requests }) => requests.length > 0);
    expect(second.requests).toEqual([
      {
        id: expect.stringMatching(/^req_/),
        at: expect.any(Number),
        session: 's-1',
        asked: 'claude-sonnet-5',
        provider: 'scripted',
        model: 'large',
        rule: expect.any(String),
        upstream_id: 'up-1',
        stream: true,
        messages: 1,
        outcome: 'ok',
        status: 200,
        stop_reason: 'end_turn',
        input: 3,
        cached: 0,
        written: 0,
        output: 2,
        cost: 'unknown',
        first_token: expect.any(Number),
        duration: expect.any(Number),
        changes: [],
      },
    ]);
    expect(second.totals).toMatchObject({ requests: 1, unpriced: 1, cost: 0 });
    expect(second.providers).toMatchObject({ scripted: { status: 'up' } });
    expect(JSON.stringify(second)).not.toMatch(/secret|Hel/);

    await ask();
    const third = await until(updates, ({ requests }) => requests.length > 0);
    expect(third.requests).toHaveLength(1);
    expect(third.totals.requests).toBe(2);
  });

  it('shows why a request failed, with credentials masked, and never endlessly', async () => {
    const words = `the key gateway-key-1234 is wrong ${'x'.repeat(5000)}`;
    await start(() => throwError(() => new ApiError('overloaded_error', words)), {
      ANTHROPIC_AUTH_TOKEN: 'gateway-key-1234',
    });
    await ask({ 'x-api-key': 'gateway-key-1234' });
    const updates = await watch({ 'x-api-key': 'gateway-key-1234' });
    const update = await until(updates, ({ requests }) => requests.length > 0);
    expect(update.requests).toMatchObject([
      { outcome: 'overloaded_error', status: 529, reason: expect.stringMatching(/^the key \*\*\* is wrong x+…$/) },
    ]);
    expect(update.requests[0]?.reason).toHaveLength(2000);
    expect(update.totals.failed).toBe(1);
    expect(JSON.stringify(update)).not.toContain('gateway-key');
  });

  it('shows a token of the file its own doings, and ends when it is revoked', async () => {
    write([ADA, { name: 'bob', sha256: sha256('b-token') }]);
    await start(answers, { ANTHROPIC_AUTH_TOKEN: 'the-one', AUTH_TOKENS_FILE: TOKENS });
    const opus = { ...QUESTION, model: 'claude-opus-5' };
    for (const token of ['a-token', 'b-token', 'the-one']) await ask({ 'x-api-key': token }, opus);

    const all = await until(await watch({ 'x-api-key': 'the-one' }), ({ totals }) => totals.requests === 3);
    expect(all.people.map(({ name }) => name).sort()).toEqual(['ada', 'bob', 'default']);
    const updates = await watch({ 'x-api-key': 'a-token' });
    const own = await until(updates, () => true);
    expect(own).toMatchObject({ viewer: 'ada', sees_all: false, totals: { requests: 1 } });
    expect(own.routes.map(({ asked: requested }) => requested)).toEqual(['claude-opus']);
    expect(JSON.stringify(own)).not.toContain('bob');

    write([]);
    // With the next news, or at the latest with the next beat.
    const asking = setInterval(() => void ask({ 'x-api-key': 'the-one' }), 200);
    await expect(until(updates, () => false)).rejects.toThrow('the stream has ended');
    clearInterval(asking);
  }, 30_000);

  it('does not keep a gateway from stopping', async () => {
    await start(answers);
    const updates = await watch();
    await until(updates, () => true);
    const closed = running.close();
    await expect(until(updates, () => false)).rejects.toThrow();
    await closed;
    running = await startApp();
  }, 30_000);
});

describe('/status/checks', () => {
  const run = (headers: Record<string, string>, query = ''): Promise<Response> =>
    fetch(`${running.url}/status/checks${query}`, { method: 'POST', headers });

  it('is for the operator', async () => {
    write([ADA]);
    await start(answers, { ANTHROPIC_AUTH_TOKEN: 'the-one', AUTH_TOKENS_FILE: TOKENS });
    expect((await run({})).status).toBe(401);
    const refused = await run({ 'x-api-key': 'a-token' });
    expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('ANTHROPIC_AUTH_TOKEN')]);
    expect((await run({ 'x-api-key': 'the-one' })).status).toBe(200);
  });

  it('calls the models only where that is asked for', async () => {
    let calls = 0;
    running = await startApp({
      explain: () => Promise.resolve({ method: 'POST', url: 'scripted:', headers: {}, body: {} }),
      open: (call) => {
        calls++;
        return answers(call);
      },
    });
    const find = async (query: string): Promise<readonly Finding[]> =>
      ((await (await run({}, query)).json()) as { findings: readonly Finding[] }).findings;
    expect(await find('')).toContainEqual(expect.objectContaining({ check: 'answer', state: 'skipped' }));
    expect(calls).toBe(0);
    expect(await find('?models=call')).toContainEqual(expect.objectContaining({ check: 'answer', state: 'ok' }));
    expect(calls).toBeGreaterThan(0);
  });

  it('is refused to a page of another origin', async () => {
    await start(answers);
    expect((await run({ origin: 'https://elsewhere.example' })).status).toBe(403);
  });
});

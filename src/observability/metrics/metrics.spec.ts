import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { AnswerFacts, Provider } from '@gateway/provider-kit';
import { ApiError, type StreamEvent } from '@gateway/protocol';
import { concat, EMPTY, NEVER, of, throwError } from 'rxjs';
import { SettingsError } from '../../config/settings.error.js';
import { RequestFeed } from '../../context/request.feed.js';
import { openStream } from '../../../test/kit/app/open-stream.js';
import { type RunningApp, startApp } from '../../../test/kit/app/start-app.js';

let running: RunningApp | undefined;

afterEach(() => running?.close());

const usage = { input_tokens: 10, output_tokens: 4, cache_read_input_tokens: 30, cache_creation_input_tokens: 0 };
const ANSWER = [
  { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'hi' } },
  { type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage },
] satisfies StreamEvent[];

async function start(open: Provider['open'], settings: Record<string, string> = {}): Promise<RunningApp> {
  running = await startApp({ open }, { ...settings });
  return running;
}

async function ask({ url }: RunningApp, model = 'claude-opus-5', headers = {}): Promise<void> {
  const body = JSON.stringify({ model, stream: true });
  await (await fetch(`${url}/v1/messages`, { method: 'POST', body, headers })).text();
}

/** The samples of the gateway's own metrics, without the buckets of histograms. */
async function samples({ url }: { url: string }, headers = {}): Promise<Readonly<Record<string, number>>> {
  await new Promise((resolve) => setTimeout(resolve, 30));
  const response = await fetch(`${url}/metrics`, { headers });
  expect(response.headers.get('content-type')).toContain('text/plain');
  const lines = (await response.text()).split('\n').filter((line) => line.startsWith('gateway_'));
  const pairs = lines.filter((line) => !line.includes('_bucket{')).map((line) => line.split(/ (?=[^ ]+$)/));
  return Object.fromEntries(pairs.map(([name, value]) => [name!, Number(value)] as const));
}

/** A response whose figures are none. */
const WRONG = [
  ANSWER[0],
  { ...ANSWER[1], usage: { input_tokens: -1, output_tokens: '12', cache_read_input_tokens: {} } },
] as unknown as StreamEvent[];

describe('metrics', () => {
  it.each<[string, Provider['open']]>([
    ['events', () => of({ kind: 'events', status: 200, headers: {}, events: () => of(WRONG) })],
    [
      'bytes',
      () =>
        of({
          kind: 'bytes',
          status: 200,
          headers: {},
          bytes: () => EMPTY,
          facts: Promise.resolve({ usage: (WRONG[1] as { usage: object }).usage, stopReason: {} } as AnswerFacts),
        }),
    ],
  ])('of %s with figures that are none are whole numbers', async (_, open) => {
    const app = await start(open);
    await ask(app);
    const found = await samples(app);
    const tokens = Object.entries(found).filter(([name]) => name.startsWith('gateway_tokens_total{'));
    expect(tokens.map(([, value]) => value)).toEqual([0, 0, 0, 0]);
    expect(Object.keys(found).filter((name) => name.startsWith('gateway_internal_errors_total'))).toEqual([]);
  });

  it('count an observer that fails, and the request is answered', async () => {
    const app = await start(() => of({ kind: 'events', status: 200, headers: {}, events: () => of(ANSWER) }));
    app.app.get(RequestFeed).ended.add('faulty', () => {
      throw new Error('not this time');
    });
    await ask(app);
    expect(await samples(app)).toMatchObject({
      'gateway_internal_errors_total{source="faulty"}': 1,
      'gateway_requests_total{operation="messages",provider="scripted",model="large",status="2xx",token="none"}': 1,
    });
  });

  it('count a stream whose facts cannot be had', async () => {
    const app = await start(() =>
      of({
        kind: 'bytes',
        status: 200,
        headers: {},
        bytes: () => EMPTY,
        facts: Promise.reject(new Error('not this time')),
      }),
    );
    await ask(app);
    expect(await samples(app)).toMatchObject({ 'gateway_internal_errors_total{source="usage"}': 1 });
  });

  it.each([
    ['/V1/Messages', 'messages'],
    ['/v1/messages/', 'messages'],
    ['/V1/MESSAGES/count_tokens/', 'count_tokens'],
  ])('know by its route what is asked at %s', async (path, operation) => {
    running = await startApp({
      open: () => of({ kind: 'events', status: 200, headers: {}, events: () => of(ANSWER) }),
      countTokens: () => of({ kind: 'count', tokens: 3 }),
    });
    await (await fetch(running.url + path, { method: 'POST', body: '{"model":"m"}' })).text();
    const counted = Object.keys(await samples(running)).filter((name) => name.startsWith('gateway_requests_total{'));
    expect(counted).toEqual([expect.stringContaining(`operation="${operation}",provider="scripted"`)]);
  });

  it('count requests by operation and provider, and their cost', async () => {
    const app = await start((call) => {
      call.changes.add('sampling-dropped');
      return of({ kind: 'events', status: 200, headers: {}, events: () => of(ANSWER) });
    });
    await ask(app);
    await ask(app);
    expect(await samples(app)).toMatchObject({
      'gateway_requests_total{operation="messages",provider="scripted",model="large",status="2xx",token="none"}': 2,
      'gateway_request_duration_seconds_count{operation="messages",provider="scripted",model="large"}': 2,
      'gateway_time_to_first_token_seconds_count{provider="scripted",model="large"}': 2,
      'gateway_tokens_total{provider="scripted",model="large",token="none",kind="input"}': 20,
      'gateway_tokens_total{provider="scripted",model="large",token="none",kind="cache_read"}': 60,
      'gateway_tokens_total{provider="scripted",model="large",token="none",kind="output"}': 8,
      'gateway_cache_hit_ratio{provider="scripted",model="large"}': 0.75,
      'gateway_fidelity_changes_total{provider="scripted",code="sampling-dropped"}': 2,
    });
  });

  it('show the cost by model, token and session, and requests without a price', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cost-'));
    const sha256 = createHash('sha256').update('a-token').digest('hex');
    await writeFile(join(folder, 'tokens.json'), JSON.stringify([{ name: 'ada', sha256 }]));
    await writeFile(
      join(folder, 'prices.json'),
      JSON.stringify({ 'scripted/large': { input: 100_000, cache_read: 10_000, output: 500_000 } }),
    );
    const app = await start(() => of({ kind: 'events', status: 200, headers: {}, events: () => of(ANSWER) }), {
      ANTHROPIC_AUTH_TOKEN: 'the-one',
      AUTH_TOKENS_FILE: join(folder, 'tokens.json'),
      PRICES_FILE: join(folder, 'prices.json'),
    });
    const ada = { 'x-api-key': 'a-token' };
    const operator = { 'x-api-key': 'the-one' };
    for (let i = 0; i < 25; i++) await ask(app, 'claude-opus-5', { ...ada, 'x-claude-code-session-id': `s${i}` });
    await ask(app, 'claude-opus-5', { ...operator, 'x-claude-code-session-id': 's24' });
    await ask(app, 'claude-haiku-5', operator);

    const result = await samples(app, operator);
    const cost = 1 + 0.3 + 2;
    const sumOf = (start: string): number =>
      Object.entries(result).reduce((sum, [name, value]) => (name.startsWith(start) ? sum + value : sum), 0);
    expect(result['gateway_cost_dollars_total{provider="scripted",model="large",token="ada"}']).toBeCloseTo(25 * cost);
    expect(result['gateway_cost_dollars_total{provider="scripted",model="large",token="default"}']).toBeCloseTo(cost);
    expect(result['gateway_unpriced_requests_total{provider="scripted",model="little",token="default"}']).toBe(1);
    expect(Object.keys(result).filter((name) => name.startsWith('gateway_cost') && name.includes('little'))).toEqual(
      [],
    );
    expect(result['gateway_session_cost_dollars{session="s24"}']).toBeCloseTo(2 * cost);
    expect(result['gateway_session_cost_dollars{session="other"}']).toBeCloseTo(5 * cost);
    expect(sumOf('gateway_session_cost_dollars')).toBeCloseTo(26 * cost);

    const refused = await fetch(`${app.url}/metrics`, { headers: ada });
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('METRICS_PORT');
    await rm(folder, { recursive: true });
  });

  it.each<[string, Provider['open'], string, string]>([
    [
      'before the answer',
      () => throwError(() => new ApiError('rate_limit_error', 'no', { origin: 'upstream' })),
      '4xx',
      'rate_limit_error',
    ],
    [
      'within the answer',
      () => {
        const failure = throwError(() => new ApiError('overloaded_error', 'no', { origin: 'upstream' }));
        return of({ kind: 'events', status: 200, headers: {}, events: () => concat(of(ANSWER.slice(0, 1)), failure) });
      },
      '5xx',
      'overloaded_error',
    ],
    [
      'in bytes',
      () => of({ kind: 'bytes', status: 529, headers: {}, bytes: () => of(Buffer.from('{}')) }),
      '5xx',
      'overloaded_error',
    ],
  ])('count errors: %s', async (_name, open, status, type) => {
    const app = await start(open);
    await ask(app);
    expect(await samples(app)).toMatchObject({
      [`gateway_requests_total{operation="messages",provider="scripted",model="large",status="${status}",token="none"}`]: 1,
      [`gateway_upstream_errors_total{provider="scripted",model="large",type="${type}"}`]: 1,
    });
  });

  it('have few labels, whatever is asked', async () => {
    const app = await start(() => throwError(() => new ApiError('not_found_error', 'no')));
    for (let i = 0; i < 20; i++) {
      await ask(app, `scripted/invented-${i}`);
      await (await fetch(`${app.url}/v1/invented-${i}`)).text();
    }
    const names = Object.keys(await samples(app));
    expect(names.filter((name) => name.includes('invented'))).toEqual([]);
    expect(names.filter((name) => name.startsWith('gateway_requests_total'))).toHaveLength(2);
  });

  it('show how many streams are open', async () => {
    const app = await start(() =>
      of({ kind: 'events', status: 200, headers: {}, events: () => concat(of(ANSWER.slice(0, 1)), NEVER) }),
    );
    const open = 'gateway_open_streams{provider="scripted"}';
    expect((await samples(app))[open]).toBe(0);
    const streams = [1, 2].map(() => openStream(`${app.url}/v1/messages`, { model: 'm', stream: true }));
    for (const { response } of streams) await response;
    expect((await samples(app))[open]).toBe(2);
    for (const stream of streams) stream.disconnect();
    // The gateway sees the end of a connection some time after the client has closed it.
    while ((await samples(app))[open] !== 0) await pause(20);
  });

  it('show the event loop', async () => {
    const app = await start(() => EMPTY);
    expect(await (await fetch(`${app.url}/metrics`)).text()).toContain('nodejs_eventloop_lag_p99_seconds ');
  });

  it('stand behind the token, and open on a port of their own', async () => {
    const probe = await startApp();
    const port = Number(new URL(probe.url).port);
    await probe.close();
    const app = await start(() => EMPTY, { ANTHROPIC_AUTH_TOKEN: 'right', METRICS_PORT: String(port) });
    expect((await fetch(`${app.url}/metrics`)).status).toBe(401);
    expect((await fetch(`${app.url}/metrics`, { headers: { 'x-api-key': 'right' } })).status).toBe(200);
    const own = `http://127.0.0.1:${port}`;
    expect((await fetch(`${own}/metrics`)).status).toBe(200);
    expect((await fetch(`${own}/v1/models`)).status).toBe(404);
    // `fetch` sends no `Host` of a caller's own.
    const statusWith = async (headers: Readonly<Record<string, string>>): Promise<number | undefined> => {
      const [response] = (await once(get(`${own}/metrics`, { headers, agent: false }), 'response')) as [
        IncomingMessage,
      ];
      response.resume();
      return response.statusCode;
    };
    const foreign: readonly Readonly<Record<string, string>>[] = [
      { host: 'evil.example' },
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of foreign) expect(await statusWith(headers)).toBe(403);
    expect(await statusWith({ host: 'localhost' })).toBe(200);
    const taken = startApp({}, { METRICS_PORT: String(port) });
    await expect(taken).rejects.toThrow(SettingsError);
  });
});

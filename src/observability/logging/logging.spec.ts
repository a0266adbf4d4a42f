import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Provider } from '@gateway/provider-kit';
import { ApiError, type StreamEvent } from '@gateway/protocol';
import { concat, NEVER, of, Subject, throwError } from 'rxjs';
import { openStream } from '../../../test/kit/app/open-stream.js';
import { type RunningApp, startApp } from '../../../test/kit/app/start-app.js';

type Line = Readonly<Record<string, unknown>>;

const usage = { input_tokens: 5, output_tokens: 0, cache_creation_input_tokens: 1, cache_read_input_tokens: 2 };
const STORY: readonly StreamEvent[] = [
  {
    type: 'message_start',
    message: {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'm',
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage,
    },
  },
  {
    type: 'message_delta',
    delta: { stop_reason: 'max_tokens', stop_sequence: null },
    usage: { ...usage, output_tokens: 7 },
  },
  { type: 'message_stop' },
];

// One gateway for all: a process has one logger.
describe('the log of requests', () => {
  const folder = mkdtempSync(join(tmpdir(), 'log-'));
  const file = join(folder, 'deep', 'gateway.log');
  let running: RunningApp;
  let open: Provider['open'];

  beforeAll(async () => {
    // The log also goes to stdout, which is the test runner's.
    jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    const prices = join(folder, 'prices.json');
    writeFileSync(prices, JSON.stringify({ large: { input: 1, cache_read: 0.5, cache_write: 2, output: 10 } }));
    const settings = { LOG_LEVEL: 'INFO', LOG_FILE: file, PRICES_FILE: prices };
    running = await startApp({ open: (call) => open(call) }, settings);
  });

  beforeEach(() => truncateSync(file));

  afterAll(async () => {
    await running.close();
    rmSync(folder, { recursive: true });
    jest.restoreAllMocks();
  });

  const text = (): string => readFileSync(file, 'utf8');

  const lines = (): Line[] =>
    text()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Line);

  /** The line of a request is written when its connection is done with, a little after the client has its response. */
  const requestLine = async (): Promise<Line> => {
    for (let i = 0; i < 200; i++) {
      const line = lines().find(({ msg }) => msg === 'request');
      if (line !== undefined) return line;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error('no line about the request');
  };

  const ask = (body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${running.url}/v1/messages?beta=true`, { method: 'POST', body: JSON.stringify(body), headers });

  it('has one line for each, with route and outcome', async () => {
    open = (call) => {
      call.changes.add('sampling-dropped');
      return of({ kind: 'events', status: 200, headers: {}, events: () => of(STORY) });
    };
    const question = {
      model: 'claude-opus-5',
      stream: true,
      messages: [{ role: 'user', content: 'my secret prompt' }],
    };
    const headers = { 'x-request-id': 'theirs-1', 'x-api-key': 'my-secret-key', 'x-claude-code-session-id': 's-1' };
    const response = await ask(question, headers);
    await response.text();
    expect(await requestLine()).toEqual({
      level: 'info',
      time: expect.any(String),
      msg: 'request',
      request_id: response.headers.get('request-id'),
      client_request_id: 'theirs-1',
      session: 's-1',
      client: '127.0.0.1',
      method: 'POST',
      path: '/v1/messages',
      status: 200,
      duration: expect.any(Number),
      model: 'claude-opus-5',
      provider: 'scripted',
      upstream_model: 'large',
      stream: true,
      messages: 1,
      stop_reason: 'max_tokens',
      input_tokens: 5,
      cache_creation_input_tokens: 1,
      cache_read_input_tokens: 2,
      output_tokens: 7,
      cost: 0.000078,
      changes: ['sampling-dropped'],
    });
    expect(lines()).toHaveLength(1);
    expect(text()).not.toMatch(/my.secret/);
  });

  it('has the agent, the number of tools, and the start of the response', async () => {
    const delta = { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'hi' } } as const;
    open = () =>
      of({
        kind: 'events',
        status: 200,
        headers: { 'x-upstream-request-id': 'up-1' },
        events: () => of([delta], STORY),
      });
    const headers = { 'x-claude-code-agent-id': 'a-1', 'x-claude-code-parent-agent-id': 'p-1' };
    await (await ask({ model: 'm', stream: true, messages: [{}, {}], tools: [{}] }, headers)).text();
    expect(await requestLine()).toMatchObject({
      agent: 'a-1',
      parent_agent: 'p-1',
      messages: 2,
      tools: 1,
      time_to_first_token: expect.any(Number),
      upstream_request_id: 'up-1',
    });
  });

  it('has the facts of a forwarded response', async () => {
    const facts = Promise.resolve({ usage: { input_tokens: 11, output_tokens: 12 }, stopReason: 'end_turn' });
    open = () => of({ kind: 'bytes', status: 200, headers: {}, bytes: () => of(new Uint8Array(3)), facts });
    await (await ask({ model: 'm' })).text();
    const line = await requestLine();
    expect(line).toMatchObject({ stop_reason: 'end_turn', input_tokens: 11, output_tokens: 12, price: 'unknown' });
    expect(line).not.toHaveProperty('cost');
  });

  it('has the error', async () => {
    open = () => throwError(() => new ApiError('overloaded_error', 'busy'));
    await (await ask({ model: 'm' })).text();
    expect(await requestLine()).toMatchObject({
      level: 'warn',
      status: 529,
      error: { type: 'overloaded_error', message: 'busy' },
    });
  });

  it.each<[string, 'upstream' | 'gateway', 'authentication_error' | 'billing_error' | 'permission_error', string]>([
    ['wrong key', 'upstream', 'authentication_error', 'error'],
    ['empty account', 'upstream', 'billing_error', 'error'],
    ['key without rights', 'upstream', 'permission_error', 'error'],
    ['client without the right token', 'gateway', 'authentication_error', 'info'],
  ])('has the level of a %s', async (_name, origin, type, level) => {
    open = () => throwError(() => new ApiError(type, 'no', { origin }));
    await (await ask({ model: 'm' })).text();
    expect(await requestLine()).toMatchObject({ level, error: { type } });
  });

  it('has the level of a refusal that is forwarded byte by byte', async () => {
    open = () => of({ kind: 'bytes', status: 401, headers: {}, bytes: () => of(new Uint8Array(3)) });
    await (await ask({ model: 'm' })).text();
    expect(await requestLine()).toMatchObject({ level: 'error', status: 401 });
  });

  it.each([
    ['before the answer', false, 500],
    ['within the answer', true, 200],
  ])('logs an unexpected error with its stack, and hides it from the client: %s', async (_name, stream, status) => {
    const failure = throwError(() => new TypeError('boom'));
    open = () => of({ kind: 'events', status: 200, headers: {}, events: () => concat(of(STORY.slice(0, 1)), failure) });
    const response = await ask({ model: 'm', stream });
    expect(await response.text()).not.toContain('boom');
    expect(await requestLine()).toMatchObject({
      level: 'error',
      request_id: response.headers.get('request-id'),
      status,
      error: { type: 'api_error', message: 'internal error' },
      err: { type: 'TypeError', message: 'boom', stack: expect.stringContaining('at ') },
    });
  });

  it('reports that a client disconnected', async () => {
    const requested = new Subject<void>();
    const arrived = new Promise<void>((resolve) => requested.subscribe(resolve));
    open = () => {
      requested.next();
      return NEVER;
    };
    const client = openStream(`${running.url}/v1/messages`, { model: 'm' });
    await arrived;
    client.disconnect();
    const line = await requestLine();
    expect(line).toMatchObject({ aborted: true, provider: 'scripted' });
    expect(line).not.toHaveProperty('status');
  });

  it('keeps quiet about probes', async () => {
    for (const path of ['/', '/health', '/health/ready', '/api/hello'])
      await fetch(running.url + path, { method: 'HEAD' });
    await (await fetch(`${running.url}/v1/models`)).text();
    expect(await requestLine()).toMatchObject({ path: '/v1/models' });
    expect(lines()).toHaveLength(1);
  });
});

import { afterEach, describe, expect, it } from '@jest/globals';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { askGateway, question, StreamReader } from '../kit/ask-gateway.js';
import { startGateway, TOKEN, type GatewayProcess } from '../kit/gateway-process.js';
import { judgeStream } from '../kit/stream-judge.js';
import type { Script, Step } from '../kit/upstreams/script.types.js';
import { startUpstream, type Upstream } from '../kit/upstreams/upstream-server.js';
import { isBuilt, ROUTES, type Route } from '../kit/wires.js';

const NEVER = new Promise<never>(() => undefined);
const MINUTE = 60_000;

let upstream: Upstream | undefined;
let gateway: GatewayProcess | undefined;
afterEach(async () => {
  await gateway?.stop();
  await upstream?.close();
}, MINUTE);

/** A gateway before an upstream that plays this. */
async function set(
  route: Route,
  script: Script,
  settings: Record<string, string> = {},
): Promise<{ gateway: GatewayProcess; upstream: Upstream }> {
  upstream = await startUpstream(route.wire, script);
  gateway = await startGateway({ ...route.settings(upstream.url), UPSTREAM_RETRIES: '0', ...settings });
  return { gateway, upstream };
}

const says =
  (...steps: Step[]): Script =>
  () => ({ says: steps });

/** The error that ends a stream; the stream itself without a fault. */
function endingError(stream: string): unknown {
  expect(judgeStream(stream)).toEqual([]);
  const last = stream.trimEnd().split('\n\n').at(-1)!;
  expect(last).toMatch(/^event: error\n/);
  return JSON.parse(last.split('\ndata: ')[1]!);
}

/** Resolves as soon as the upstream has been asked. */
async function asked({ received }: Upstream): Promise<Upstream['received'][number]> {
  while (received[0] === undefined) await pause(5);
  return received[0];
}

describe.each(ROUTES)('streams over $name', (route) => {
  if (!isBuilt(route)) {
    it.skip(`are true (skipped: no plugin ${route.plugin})`, () => undefined);
    return;
  }

  it(
    'sends the first words before the upstream has said the last',
    async () => {
      const rest = Promise.withResolvers<undefined>();
      const stage = await set(route, says({ text: 'first' }, { wait: rest.promise }, { text: ' last' }));
      const reader = new StreamReader(await askGateway(stage.gateway, { body: question({ stream: true }) }));
      expect(await reader.until('first')).not.toContain('last');
      rest.resolve(undefined);
      expect(judgeStream(await reader.toEnd())).toEqual([]);
      expect(reader.text).toMatch(/ last[\s\S]*"stop_reason":"end_turn"/);
    },
    MINUTE,
  );

  it.each([
    ['before the first byte', NEVER, true],
    ['before the first byte of a whole answer', NEVER, false],
    ['in the middle of a silence', undefined, true],
  ])(
    'hangs up on the upstream when the client leaves %s',
    async (_, silence, stream) => {
      const stage = await set(route, async () => {
        await silence;
        return { says: [{ text: 'first' }, { wait: NEVER }] };
      });
      const client = new AbortController();
      const response = askGateway(stage.gateway, { body: question({ stream }), signal: client.signal });
      response.catch(() => undefined);
      const exchange = await asked(stage.upstream);
      if (silence === undefined) await new StreamReader(await response).until('first');
      expect(exchange.hungUp).toBe(false);
      const left = Date.now();
      client.abort();
      expect(await Promise.race([exchange.over, pause(5000, 'still there')])).toBe(true);
      expect(Date.now() - left).toBeLessThan(500);
    },
    MINUTE,
  );

  it.each<[string, Step[], string]>([
    ['a connection that breaks', [{ text: 'first' }, { cut: true }], 'api_error'],
    ['a stream that ends too early', [{ text: 'first' }, { stop: true }], 'api_error'],
    [
      'an error of the upstream',
      [{ text: 'first' }, { fail: { status: 500, message: 'The server had an error' } }],
      'api_error',
    ],
    ['a silence', [{ text: 'first' }, { wait: NEVER }], 'timeout_error'],
  ])(
    'tells the truth about %s',
    async (_, steps, type) => {
      const stage = await set(route, says(...steps), { IDLE_TIMEOUT_SECONDS: '0.5' });
      const response = await askGateway(stage.gateway, { body: question({ stream: true }) });
      expect(response.status).toBe(200);
      const error = endingError(await response.text());
      expect(error).toMatchObject({ type: 'error', error: { type } });
    },
    MINUTE,
  );

  it(
    'answers a failure before the first word with a status',
    async () => {
      const stage = await set(route, () => ({
        refuses: { status: 429, message: 'slow down', headers: { 'retry-after': '9' } },
      }));
      const response = await askGateway(stage.gateway, { body: question({ stream: true }) });
      expect(response.status).toBe(429);
      expect(response.headers.get('retry-after')).toBe('9');
      expect(await response.json()).toMatchObject({ type: 'error', error: { type: 'rate_limit_error' } });
    },
    MINUTE,
  );

  it(
    'costs a bounded buffer where the client reads nothing',
    async () => {
      const piece = 'word '.repeat(3000);
      const flood = function* (): Generator<Step> {
        for (;;) yield { text: piece };
      };
      const stage = await set(route, () => ({ says: flood() }));
      const { hostname, port } = new URL(stage.gateway.url);
      const socket = connect(Number(port), hostname).pause();
      const body = JSON.stringify(question({ stream: true }));
      const head = [
        'POST /v1/messages HTTP/1.1',
        'host: gateway',
        `x-api-key: ${TOKEN}`,
        'anthropic-version: 2023-06-01',
        'content-type: application/json',
        `content-length: ${body.length}`,
      ];
      socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
      const exchange = await asked(stage.upstream);
      let before = -1;
      while (exchange.written !== before) {
        before = exchange.written;
        await pause(400);
      }
      socket.destroy();
      expect(exchange.written).toBeGreaterThan(piece.length);
      // What the kernel holds for two connections, and little more.
      expect(exchange.written).toBeLessThan(24 * 1024 * 1024);
      expect(await Promise.race([exchange.over, pause(5000, 'still there')])).toBe(true);
    },
    MINUTE,
  );
});

describe('a silent upstream', () => {
  const route = ROUTES[0]!;

  it(
    'is a timeout with a status while nothing has been said',
    async () => {
      const stage = await set(route, () => NEVER, { FIRST_BYTE_TIMEOUT_SECONDS: '0.3' });
      const response = await askGateway(stage.gateway, { body: question({ stream: true }) });
      expect(response.status).toBe(504);
      expect(await response.json()).toMatchObject({ error: { type: 'timeout_error' } });
    },
    MINUTE,
  );

  it(
    'does not keep a stream from beginning',
    async () => {
      const speak = Promise.withResolvers<undefined>();
      const stage = await set(route, says({ wait: speak.promise }, { text: 'late' }), { COMMIT_AFTER_SECONDS: '0.2' });
      const reader = new StreamReader(await askGateway(stage.gateway, { body: question({ stream: true }) }));
      expect(await reader.until('event: ping')).toMatch(/^event: message_start\n/);
      speak.resolve(undefined);
      expect(judgeStream(await reader.toEnd())).toEqual([]);
      expect(reader.text).toContain('late');
    },
    MINUTE,
  );

  it(
    'that fails after that is told by an event',
    async () => {
      const speak = Promise.withResolvers<undefined>();
      const stage = await set(
        route,
        async () => {
          await speak.promise;
          return { refuses: { status: 503, message: 'busy' } };
        },
        { COMMIT_AFTER_SECONDS: '0.2' },
      );
      const reader = new StreamReader(await askGateway(stage.gateway, { body: question({ stream: true }) }));
      await reader.until('event: ping');
      speak.resolve(undefined);
      expect(endingError(await reader.toEnd())).toMatchObject({ error: { type: 'overloaded_error' } });
    },
    MINUTE,
  );

  it(
    'is bridged by pings',
    async () => {
      const stage = await set(route, says({ text: 'first' }, { wait: 11_000 }, { text: ' last' }));
      const reader = new StreamReader(await askGateway(stage.gateway, { body: question({ stream: true }) }));
      const began = await reader.until('first');
      const stream = await reader.toEnd();
      expect(judgeStream(stream)).toEqual([]);
      expect(stream.slice(began.length).split(' last')[0]).toContain('event: ping');
    },
    MINUTE,
  );
});

it(
  'leaves a call open that a broken connection cut short',
  async () => {
    const chunk = (delta: object): string =>
      `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: null }] })}\n\n`;
    const call = { index: 0, id: 'call_1', type: 'function', function: { name: 'Read', arguments: '' } };
    const raw =
      chunk({ role: 'assistant', tool_calls: [call] }) +
      chunk({ tool_calls: [{ index: 0, function: { arguments: '{"path":' } }] });
    const stage = await set(ROUTES[0]!, () => ({
      raw: Buffer.from(raw),
      headers: { 'content-type': 'text/event-stream' },
      cut: true,
    }));
    const tools = [{ name: 'Read', input_schema: { type: 'object', properties: { path: { type: 'string' } } } }];
    const stream = await (await askGateway(stage.gateway, { body: question({ stream: true, tools }) })).text();
    expect(endingError(stream)).toMatchObject({ error: { type: 'api_error' } });
    expect(stream).toContain('{\\"path\\":');
    expect(stream).not.toContain('content_block_stop');
  },
  MINUTE,
);

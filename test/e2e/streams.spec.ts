import { afterEach, describe, expect, it } from '@jest/globals';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { askGateway, question, StreamReader } from '../kit/client/ask-gateway.js';
import { TOKEN, type GatewayProcess } from '../kit/process/gateway-process.js';
import { COLLECTABLE, readCollectedGauges } from '../kit/process/collected-gauges.js';
import { createHarness, useHarness, type Harness } from '../kit/harness/harness.js';
import { judgeStream } from '@gateway/testing';
import type { Received, Script, Step } from '../kit/upstreams/script.types.js';
import { isBuilt, ROUTES } from '../kit/harness/wires.js';

const NEVER = new Promise<never>(() => undefined);
const MINUTE = 60_000;

const says =
  (...steps: Step[]): Script =>
  () => ({ says: steps });

/** The error that ends a stream; the stream itself is without a fault. */
function endingError(stream: string): unknown {
  expect(judgeStream(stream)).toEqual([]);
  const last = stream.trimEnd().split('\n\n').at(-1)!;
  expect(last).toMatch(/^event: error\n/);
  return JSON.parse(last.split('\ndata: ')[1]!);
}

/** What the upstream is asked next, as soon as it is. */
function next({ upstream: { received } }: Harness): () => Promise<Received> {
  const place = received.length;
  return async () => {
    while (received[place] === undefined) await pause(5);
    return received[place];
  };
}

/** Bytes by which the memory of a gateway may differ between two collections of its garbage. */
const MAX_GROWTH = 16 * 1024 * 1024;

describe.each(ROUTES)('streams over $name', (route) => {
  if (!isBuilt(route)) {
    it.skip(`are true (skipped: no plugin ${route.plugin})`, () => undefined);
    return;
  }
  const harness = useHarness(route, says(), { IDLE_TIMEOUT_SECONDS: '1', ...COLLECTABLE });
  const ask = (): Promise<Response> => askGateway(harness.gateway, { body: question({ stream: true }) });

  it(
    'send the first words before the upstream has said the last',
    async () => {
      const rest = Promise.withResolvers<undefined>();
      harness.script = says({ text: 'first' }, { wait: rest.promise }, { text: ' last' });
      const reader = new StreamReader(await ask());
      expect(await reader.until('first')).not.toContain('last');
      rest.resolve(undefined);
      expect(judgeStream(await reader.toEnd())).toEqual([]);
      expect(reader.text).toMatch(/ last[\s\S]*"stop_reason":"end_turn"/);
    },
    MINUTE,
  );

  it.each<[string, Step, string]>([
    ['a connection that breaks', { cut: true }, 'api_error'],
    ['a stream that ends too early', { stop: true }, 'api_error'],
    ['an error of the upstream', { fail: { status: 500, message: 'The server had an error' } }, 'api_error'],
    ['a silence', { wait: NEVER }, 'timeout_error'],
  ])(
    'tell the truth about %s',
    async (_, step, type) => {
      harness.script = says({ text: 'first' }, step);
      const response = await ask();
      expect(response.status).toBe(200);
      const stream = await response.text();
      // Bytes that are handed on unread end as they end, and without message_stop no client takes that for the whole.
      if (route.name === 'anthropic' && 'stop' in step)
        expect(judgeStream(stream)).toEqual([expect.stringMatching(/ends without/)]);
      else expect(endingError(stream)).toMatchObject({ type: 'error', error: { type } });
    },
    MINUTE,
  );

  it(
    'answer a failure before the first word with a status',
    async () => {
      harness.script = () => ({ refuses: { status: 429, message: 'slow down', headers: { 'retry-after': '9' } } });
      const response = await ask();
      expect(response.status).toBe(429);
      expect(response.headers.get('retry-after')).toBe('9');
      expect(await response.json()).toMatchObject({ type: 'error', error: { type: 'rate_limit_error' } });
    },
    MINUTE,
  );

  it(
    'cost a bounded buffer where the client reads nothing',
    async () => {
      const piece = 'word '.repeat(3000);
      const flood = function* (): Generator<Step> {
        for (;;) yield { text: piece };
      };
      harness.script = () => ({ says: flood() });
      const requested = next(harness);
      const atStart = await readCollectedGauges(harness.gateway);
      const socket = sendAndNeverRead(harness.gateway, question({ stream: true }));
      const upstreamRequest = await requested();
      // An upstream that could say more for ever is read no further.
      let before = -1;
      while (upstreamRequest.written !== before) {
        before = upstreamRequest.written;
        await pause(400);
      }
      expect(upstreamRequest.written).toBeGreaterThan(piece.length);
      // What was taken lies in the kernel's buffers, which have their own bounds, and not in the gateway.
      const growth = async (): Promise<number> => (await readCollectedGauges(harness.gateway)).memory - atStart.memory;
      for (let tries = 0; tries < 100 && (await growth()) > MAX_GROWTH; tries++) await pause(100);
      expect(await growth()).toBeLessThanOrEqual(MAX_GROWTH);
      socket.destroy();
      expect(await upstreamRequest.over).toBe(true);
    },
    MINUTE,
  );
});

function sendAndNeverRead(gateway: GatewayProcess, body: object): Socket {
  const { hostname, port } = new URL(gateway.url);
  const json = JSON.stringify(body);
  const head = [
    'POST /v1/messages HTTP/1.1',
    'host: gateway',
    `x-api-key: ${TOKEN}`,
    'content-type: application/json',
    `content-length: ${json.length}`,
  ];
  const socket = connect(Number(port), hostname).pause();
  socket.write(`${head.join('\r\n')}\r\n\r\n${json}`);
  return socket;
}

describe('a silent upstream', () => {
  const route = ROUTES[0]!;
  let harness: Harness;
  afterEach(() => harness.clear(), MINUTE);
  const ask = (): Promise<Response> => askGateway(harness.gateway, { body: question({ stream: true }) });

  it(
    'is a timeout with a status while nothing has been said',
    async () => {
      harness = await createHarness(route, says(), { FIRST_BYTE_TIMEOUT_SECONDS: '0.3' });
      harness.script = () => NEVER;
      const response = await ask();
      expect(response.status).toBe(504);
      expect(await response.json()).toMatchObject({ error: { type: 'timeout_error' } });
    },
    MINUTE,
  );

  it(
    'does not keep a stream from beginning',
    async () => {
      const speak = Promise.withResolvers<undefined>();
      harness = await createHarness(route, says(), { COMMIT_AFTER_SECONDS: '0.2' });
      harness.script = says({ wait: speak.promise }, { text: 'late' });
      const reader = new StreamReader(await ask());
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
      harness = await createHarness(route, says(), { COMMIT_AFTER_SECONDS: '0.2' });
      harness.script = async () => {
        await speak.promise;
        return { refuses: { status: 503, message: 'busy' } };
      };
      const reader = new StreamReader(await ask());
      await reader.until('event: ping');
      speak.resolve(undefined);
      expect(endingError(await reader.toEnd())).toMatchObject({ error: { type: 'overloaded_error' } });
    },
    MINUTE,
  );

  it(
    'is bridged by pings',
    async () => {
      harness = await createHarness(route, says());
      harness.script = says({ text: 'first' }, { wait: 11_000 }, { text: ' last' });
      const reader = new StreamReader(await ask());
      const began = await reader.until('first');
      const stream = await reader.toEnd();
      expect(judgeStream(stream)).toEqual([]);
      expect(stream.slice(began.length).split(' last')[0]).toContain('event: ping');
    },
    MINUTE,
  );

  it(
    'that broke off in the middle of a call leaves the call open',
    async () => {
      harness = await createHarness(route, says());
      const chunk = (delta: object): string =>
        `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: null }] })}\n\n`;
      const call = { index: 0, id: 'call_1', type: 'function', function: { name: 'Read', arguments: '' } };
      const more = { index: 0, function: { arguments: '{"path":' } };
      const raw = chunk({ role: 'assistant', tool_calls: [call] }) + chunk({ tool_calls: [more] });
      harness.script = () => ({ raw: Buffer.from(raw), headers: { 'content-type': 'text/event-stream' }, cut: true });
      const tools = [{ name: 'Read', input_schema: { type: 'object', properties: { path: { type: 'string' } } } }];
      const stream = await (await askGateway(harness.gateway, { body: question({ stream: true, tools }) })).text();
      expect(endingError(stream)).toMatchObject({ error: { type: 'api_error' } });
      expect(stream).toContain('{\\"path\\":');
      expect(stream).not.toContain('content_block_stop');
    },
    MINUTE,
  );
});

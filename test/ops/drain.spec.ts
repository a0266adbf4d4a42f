import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { askGateway, question, StreamReader } from '../kit/client/ask-gateway.js';
import { type GatewayProcess, startGateway, TOKEN } from '../kit/process/gateway-process.js';
import { judgeStream } from '@gateway/testing';
import { startUpstream, type Upstream } from '../kit/upstreams/upstream-server.js';
import { ROUTES } from '../kit/harness/wires.js';

const route = ROUTES.find(({ name }) => name === 'openai-chat')!;
const MINUTE = 60_000;

let upstream: Upstream;
let gateway: GatewayProcess | undefined;
let rest: PromiseWithResolvers<undefined>;

afterEach(async () => {
  rest.resolve(undefined);
  await gateway?.stop();
  await upstream.close();
}, MINUTE);

/** A gateway whose upstream says a word, and the last one when `rest` is resolved. */
async function set(settings: Record<string, string>): Promise<GatewayProcess> {
  rest = Promise.withResolvers();
  upstream = await startUpstream(route.wire, () => ({
    says: [{ text: 'first' }, { wait: rest.promise }, { text: ' last' }],
  }));
  gateway = await startGateway({ ...route.settings(upstream.url), ...settings });
  return gateway;
}

async function openStream(running: GatewayProcess): Promise<StreamReader> {
  const reader = new StreamReader(await askGateway(running, { body: question({ stream: true }) }));
  await reader.until('first');
  return reader;
}

const statusOf = async ({ url }: GatewayProcess, path: string): Promise<number> => (await fetch(url + path)).status;

/** Resolves when it takes no connections any more. */
async function closed(running: GatewayProcess): Promise<void> {
  const refuses = (): Promise<boolean> =>
    fetch(running.url, { headers: { connection: 'close' } }).then(
      async (response) => {
        await response.text();
        return false;
      },
      () => true,
    );
  while (!(await refuses())) await pause(5);
}

/** Resolves when the log has this message. */
async function result(running: GatewayProcess, message: string): Promise<void> {
  while (!running.log().includes(message)) await pause(5);
}

// The harness kills a gateway that has not ended 10 s after the signal; then it has no exit code.
describe('a gateway that gets SIGTERM', () => {
  it(
    'is not ready at once, is alive, and takes what comes until its delay is over',
    async () => {
      const running = await set({ SHUTDOWN_DELAY_SECONDS: '1.5' });
      rest.resolve(undefined);
      expect(await statusOf(running, '/health/ready')).toBe(200);
      const stopped = running.stop();
      await result(running, '"stopping');
      expect(await statusOf(running, '/health/ready')).toBe(503);
      expect(await statusOf(running, '/health/live')).toBe(200);
      expect(await statusOf(running, '/health/startup')).toBe(200);
      const answer = await askGateway(running, { body: question() });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('connection')).toBe('close');
      expect(await stopped).toBe(0);
      await expect(fetch(running.url)).rejects.toThrow('fetch failed');
    },
    MINUTE,
  );

  it(
    'waits for nobody who is connected and asks nothing',
    async () => {
      const running = await set({});
      const silent = connect(Number(new URL(running.url).port), '127.0.0.1');
      await once(silent, 'connect');
      expect(await running.stop()).toBe(0);
      silent.destroy();
    },
    MINUTE,
  );

  it(
    'takes nothing new, lets streams end by themselves, and ends with the last of them',
    async () => {
      const running = await set({});
      const streams = await Promise.all([openStream(running), openStream(running)]);
      const stopped = running.stop();
      await closed(running);
      rest.resolve(undefined);
      for (const stream of streams) {
        const text = await stream.toEnd();
        expect(judgeStream(text)).toEqual([]);
        expect(text).toContain('event: message_stop');
      }
      expect(await stopped).toBe(0);
      const requests = running.log().match(/"msg":"request"/g);
      expect(requests).toHaveLength(2);
    },
    MINUTE,
  );

  it(
    'tells those that it can wait for no longer to try again',
    async () => {
      const running = await set({ SHUTDOWN_GRACE_SECONDS: '0.3' });
      const stream = await openStream(running);
      const whole = askGateway(running, { body: question() });
      while (upstream.received.length < 2) await pause(5);
      const stopped = running.stop();
      const text = await stream.toEnd();
      expect(judgeStream(text)).toEqual([]);
      expect(text.trimEnd().split('\n\n').at(-1)).toMatch(/^event: error\ndata: .*"overloaded_error"/);
      const refused = await whole;
      expect(refused.status).toBe(529);
      expect(await refused.json()).toMatchObject({ error: { type: 'overloaded_error' } });
      expect(await stopped).toBe(0);
      for (const { over } of upstream.received) expect(await over).toBe(true);
    },
    MINUTE,
  );

  it(
    'does not wait for a client that never ends its question',
    async () => {
      const running = await set({ SHUTDOWN_GRACE_SECONDS: '0.1' });
      const body = Buffer.from(JSON.stringify(question()));
      // The gateway answers `100` when it has the headers, so that it cannot stop before this request has begun.
      const headers = { 'x-api-key': TOKEN, 'transfer-encoding': 'chunked', expect: '100-continue' };
      const sending = request(`${running.url}/v1/messages`, { method: 'POST', headers });
      const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
      sending.flushHeaders();
      await once(sending, 'continue');
      sending.write(body);
      const stopped = running.stop();
      const [{ statusCode }] = await answered;
      expect(statusCode).toBe(529);
      expect(await stopped).toBe(0);
    },
    MINUTE,
  );

  it(
    'ends at once when it is told twice',
    async () => {
      const running = await set({});
      const stream = await openStream(running);
      const stopped = running.stop();
      await result(running, '"stopping');
      void running.stop();
      expect(await stopped).toBe(143);
      await expect(stream.toEnd()).rejects.toThrow('terminated');
    },
    MINUTE,
  );
});

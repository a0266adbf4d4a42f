import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { askGateway, question, StreamReader } from '../kit/client/ask-gateway.js';
import { TOKEN } from '../kit/process/gateway-process.js';
import { createHarness, type Harness } from '../kit/harness/create-harness.js';
import { judgeStream } from '@gateway/testing';
import { ROUTES } from '../kit/harness/wires.js';
import { linesOf, result } from './read-log.js';

const MINUTES = 120_000;
const route = ROUTES.find(({ name }) => name === 'openai-chat')!;

let harness: Harness;
let rest: PromiseWithResolvers<undefined>;

beforeEach(async () => {
  rest = Promise.withResolvers();
  const says = [{ text: 'first' }, { wait: rest.promise }, { text: ' last' }];
  const limits = { RATE_LIMIT_PER_MINUTE: '8', MAX_CONCURRENT_REQUESTS: '2', MAX_QUEUED_REQUESTS: '0' };
  harness = await createHarness(route, () => ({ says }), { WORKERS: '2', ...limits });
  await result(harness.gateway, 'a worker listens', 2);
}, MINUTES);

afterEach(async () => {
  rest.resolve(undefined);
  await harness.clear();
}, MINUTES);

/** A request on a connection of its own, so that any worker may get it. */
const ask = (): Promise<Response> =>
  askGateway(harness.gateway, {
    body: question({ stream: true }),
    headers: { 'x-api-key': TOKEN, connection: 'close' },
    signal: AbortSignal.timeout(MINUTES),
  });

async function openStream(): Promise<StreamReader> {
  const reader = new StreamReader(await ask());
  await reader.until('first');
  return reader;
}

describe('limits and streams of two workers', () => {
  it(
    'limits hold for both together, streams end whole when they are told to stop',
    async () => {
      const { gateway } = harness;
      const streams = [await openStream(), await openStream()];
      const statuses: number[] = [];
      for (let i = 0; i < 8; i++) statuses.push((await ask()).status);
      expect(statuses).toEqual([529, 529, 529, 529, 529, 529, 429, 429]);
      const stopped = gateway.stop();
      await result(gateway, 'stopping', 2);
      rest.resolve(undefined);
      for (const stream of streams) {
        const text = await stream.toEnd();
        expect(judgeStream(text)).toEqual([]);
        expect(text).toContain('event: message_stop');
      }
      expect(await stopped).toBe(0);
      expect(linesOf(gateway.log(), 'a worker has ended')).toHaveLength(2);
    },
    MINUTES,
  );
});

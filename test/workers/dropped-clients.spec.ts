import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { askGateway, question } from '../kit/client/ask-gateway.js';
import { TOKEN } from '../kit/process/gateway-process.js';
import { createHarness, type Harness } from '../kit/harness/create-harness.js';
import { ROUTES } from '../kit/harness/wires.js';
import { result } from './read-log.js';

const MINUTES = 120_000;
const LIMIT = 4;
const route = ROUTES.find(({ name }) => name === 'openai-chat')!;

let harness: Harness;
let rest: PromiseWithResolvers<undefined>;

beforeEach(async () => {
  rest = Promise.withResolvers();
  const says = [{ text: 'first' }, { wait: rest.promise }, { text: ' last' }];
  const limits = { MAX_CONCURRENT_REQUESTS_PER_TOKEN: String(LIMIT), QUEUE_TIMEOUT_SECONDS: '20' };
  harness = await createHarness(route, () => ({ says }), { WORKERS: '2', ...limits });
  await result(harness.gateway, 'a worker listens', 2);
}, MINUTES);

afterEach(async () => {
  rest.resolve(undefined);
  await harness.clear();
}, MINUTES);

/** So many requests at once, each on a connection of its own. */
function ask(count: number, signal: AbortSignal): readonly Promise<Response>[] {
  const headers = { 'x-api-key': TOKEN, connection: 'close' };
  const body = question({ stream: true });
  return Array.from({ length: count }, () => askGateway(harness.gateway, { body, headers, signal }));
}

it(
  'clients that drop several requests at once, again and again, take no place with them',
  async () => {
    for (let round = 0; round < 12; round++) {
      const client = new AbortController();
      const dropped = ask(2 * LIMIT, client.signal);
      await pause(50);
      client.abort();
      await Promise.allSettled(dropped);
    }
    const answers = await Promise.all(ask(LIMIT, AbortSignal.timeout(MINUTES)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: LIMIT }, () => 200));
  },
  MINUTES,
);

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { askGateway, question } from '../kit/client/ask-gateway.js';
import { type FaultUpstream, startFaultUpstream } from '../kit/faults/fault-upstream.js';
import { type GatewayProcess, startGateway } from '../kit/process/gateway-process.js';
import { useHarness } from '../kit/harness/harness.js';
import type { Script } from '../kit/upstreams/script.types.js';
import { isBuilt, ROUTES, type Route } from '../kit/harness/wires.js';
import { arbitraryDamage, changeJson, damage } from './arbitrary-damage.js';
import { arbitraryRequest } from './arbitrary-request.js';
import { judgeAnswer } from './judge-answer.js';

/** Cases for each wire and property; `npm run fuzz` sets more. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 40);
const TEST_TIMEOUT_MS = 60_000 + RUNS * 100;
const SETTINGS = {
  UPSTREAM_RETRIES: '0',
  LOG_LEVEL: 'WARNING',
  IDLE_TIMEOUT_SECONDS: '5',
  FIRST_BYTE_TIMEOUT_SECONDS: '5',
};

/** The violations of an answer to any request, whatever the upstream sent. */
const judge = async (response: Response): Promise<readonly string[]> => judgeAnswer(response, await response.text());

/** How much of a gateway's log was judged already: a case answers for its own lines, so that it can be made smaller. */
const judged = new WeakMap<GatewayProcess, number>();

/** Nothing that happened in the gateway was unforeseen. */
function isCalm(gateway: GatewayProcess): void {
  const log = gateway.log();
  const fresh = log.slice(judged.get(gateway) ?? 0);
  judged.set(gateway, log.length);
  expect(fresh).not.toMatch(/unhandled|uncaught|internal error|connection to the upstream failed/i);
}

describe.each(ROUTES.filter(isBuilt))('any request over $name', (route) => {
  let upstream: FaultUpstream;
  let gateway: GatewayProcess;
  beforeAll(async () => {
    upstream = await startFaultUpstream(route.wire, 'Well.');
    gateway = await startGateway({ ...route.settings(upstream.url), ...SETTINGS });
  }, TEST_TIMEOUT_MS);
  afterAll(async () => {
    await gateway.stop();
    await upstream.close();
  }, TEST_TIMEOUT_MS);

  it(
    'is answered, or refused with a reason',
    async () => {
      await fc.assert(
        fc.asyncProperty(arbitraryRequest, async (body) => {
          expect(await judge(await askGateway(gateway, { body }))).toEqual([]);
          isCalm(gateway);
        }),
        { numRuns: RUNS, endOnFailure: RUNS < 100 },
      );
    },
    TEST_TIMEOUT_MS,
  );
});

// What Anthropic sends is handed on unread.
describe.each(ROUTES.filter((route) => isBuilt(route) && route.name !== 'anthropic'))(
  'any answer over $name',
  (route) => {
    const harness = useHarness(route, () => ({ says: [] }), SETTINGS);
    const tools = [{ name: 'Read', input_schema: { type: 'object', properties: { path: { type: 'string' } } } }];

    it(
      'is a legal stream',
      async () => {
        await fc.assert(
          fc.asyncProperty(arbitraryDamage, async (damages) => {
            harness.script = rawAnswer(route, true, (stream) => damage(stream.split(/(?<=\n\n)/), damages).join(''));
            const response = await askGateway(harness.gateway, { body: question({ stream: true, tools }) });
            expect(await judge(response)).toEqual([]);
            isCalm(harness.gateway);
          }),
          { numRuns: RUNS, endOnFailure: RUNS < 100 },
        );
      },
      TEST_TIMEOUT_MS,
    );

    it(
      'is a message',
      async () => {
        const part = fc.double({ min: 0, max: 0.999, noNaN: true });
        await fc.assert(
          fc.asyncProperty(part, fc.jsonValue(), async (leaf, value) => {
            harness.script = rawAnswer(route, false, (whole) => changeJson(whole, leaf, value));
            const response = await askGateway(harness.gateway, { body: question({ tools }) });
            expect(await judge(response)).toEqual([]);
            isCalm(harness.gateway);
          }),
          { numRuns: RUNS, endOnFailure: RUNS < 100 },
        );
      },
      TEST_TIMEOUT_MS,
    );

    it(
      'is an error where it refuses',
      async () => {
        const part = fc.double({ min: 0, max: 0.999, noNaN: true });
        const status = fc.constantFrom(400, 401, 403, 404, 408, 413, 418, 422, 429, 500, 503, 599);
        await fc.assert(
          fc.asyncProperty(status, part, fc.jsonValue(), fc.boolean(), async (status, leaf, value, stream) => {
            const problem = route.wire.problem({ status, message: 'Unsupported parameter: temperature' });
            const raw = Buffer.from(changeJson(JSON.stringify(problem), leaf, value));
            harness.script = () => ({ raw, status, headers: { 'content-type': 'application/json' } });
            const response = await askGateway(harness.gateway, { body: question({ stream, tools }) });
            expect(response.status).toBeGreaterThanOrEqual(400);
            expect(await judge(response)).toEqual([]);
            isCalm(harness.gateway);
          }),
          { numRuns: RUNS, endOnFailure: RUNS < 100 },
        );
      },
      TEST_TIMEOUT_MS,
    );
  },
);

/** Answers with thoughts, a text and a call in the words of the wire, and with something done to them. */
function rawAnswer(route: Route, stream: boolean, change: (answer: string) => string): Script {
  const said = [
    { think: 'Which file?', state: 'gAAAAstate' },
    { text: ['I ', 'read.'] },
    { call: 'Read', id: 'call_1', input: { path: 'a.txt' } },
  ] as const;
  return (_, { body }) => {
    const encoder = route.wire.encoder(
      { action: 'generate', model: route.model, stream },
      body as Record<string, unknown>,
    );
    const usage = { input: 20, output: 5 };
    const answer = stream
      ? encoder.begin() + said.map((one) => encoder.say(one)).join('') + encoder.end('done', usage)
      : JSON.stringify(encoder.whole(said, 'done', usage));
    const type = stream ? 'text/event-stream' : 'application/json';
    return { raw: Buffer.from(change(answer)), headers: { 'content-type': type } };
  };
}

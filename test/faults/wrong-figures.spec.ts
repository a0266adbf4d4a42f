import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { setTimeout as pause } from 'node:timers/promises';
import { readFrames } from '@gateway/testing';
import { askGateway, question } from '../kit/client/ask-gateway.js';
import { type GatewayProcess, startGateway, TOKEN } from '../kit/process/gateway-process.js';
import { type RawUpstream, startRawUpstream } from '../kit/upstreams/raw-upstream.js';
import { linesOf } from '../workers/read-log.js';
import { FIGURE_WIRES, type FigureWire } from './figure-wires.js';

const TEST_TIMEOUT_MS = 120_000;
const RUNS = 40;
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 0x7fff_ffff);

type Fields = Readonly<Record<string, unknown>>;

/** Counts as clients, log and metrics have them. */
const COUNT_NAMES = /_(tokens|requests)$/;

/** Counts in a value of JSON, at any depth, that are no whole numbers of 0 or more. */
function findWrongCounts(value: unknown, name = ''): readonly string[] {
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, inner]) => findWrongCounts(inner, key));
  const isRight = !COUNT_NAMES.test(name) || (Number.isSafeInteger(value) && Number(value) >= 0);
  return isRight ? [] : [`${name}: ${JSON.stringify(value)}`];
}

describe('tokens as an upstream reports them, with anything in each place', () => {
  let upstream: RawUpstream;
  let gateway: GatewayProcess;

  beforeAll(async () => {
    upstream = await startRawUpstream({ status: 200, headers: { 'content-type': 'application/json' }, pieces: [] });
    const settings = FIGURE_WIRES.map((wire) => wire.settings(upstream.url));
    gateway = await startGateway({
      UPSTREAM_RETRIES: '0',
      PREFERRED_PROVIDER: 'chat',
      BIG_MODEL: 'gpt-4.1',
      SMALL_MODEL: 'gpt-4.1',
      MODEL_MAP: FIGURE_WIRES.map(({ name, target }) => `on-${name}=${target}`).join(','),
      ...(Object.assign({}, ...settings) as Record<string, string>),
    });
  }, TEST_TIMEOUT_MS);
  afterAll(async () => {
    await gateway.stop();
    await upstream.close();
  }, TEST_TIMEOUT_MS);
  afterEach(async () => {
    expect((await fetch(`${gateway.url}/health/live`)).status).toBe(200);
  });

  async function logOf(id: string): Promise<Fields> {
    for (;;) {
      const line = linesOf(gateway.log(), 'request').find((each) => each.request_id === id);
      if (line !== undefined) return line as unknown as Fields;
      await pause(5);
    }
  }

  async function check({ name }: FigureWire, sent: string, stream: boolean): Promise<void> {
    upstream.answer = { ...upstream.answer, pieces: [Buffer.from(sent)] };
    const response = await askGateway(gateway, { body: question({ model: `on-${name}`, stream }) });
    const text = await response.text();
    expect(response.status).toBe(200);
    // What is forwarded byte by byte is as it was; the gateway's own records are not.
    if (name === 'anthropic') expect(text).toBe(sent);
    else {
      const bodies = stream ? readFrames(text).frames.map(({ data }) => data) : [JSON.parse(text) as unknown];
      expect(bodies.flatMap((body) => findWrongCounts(body))).toEqual([]);
      expect(text).toMatch(/"input_tokens":\d+,.*"output_tokens":\d+/);
    }
    const line = await logOf(response.headers.get('request-id')!);
    expect(findWrongCounts(line)).toEqual([]);
    expect(line.cost === undefined || Number(line.cost) >= 0).toBe(true);
  }

  it.each(FIGURE_WIRES)(
    'are whole numbers of 0 or more for the client and the log, over $name',
    async (wire) => {
      const property = fc.asyncProperty(wire.usage, fc.boolean(), (usage, stream) =>
        check(wire, wire.answer(usage, stream), stream),
      );
      await fc.assert(property, { numRuns: RUNS, seed: SEED });
    },
    TEST_TIMEOUT_MS,
  );

  it('are whole numbers of 0 or more in the metrics, and no observer failed', async () => {
    const page = await (await fetch(`${gateway.url}/metrics`, { headers: { 'x-api-key': TOKEN } })).text();
    const counts = page.split('\n').filter((line) => line.startsWith('gateway_tokens_total{'));
    expect(counts.length).toBeGreaterThan(0);
    expect(counts.filter((line) => !/ \d+(\.\d+)?(e\+\d+)?$/.test(line))).toEqual([]);
    expect(page).not.toMatch(/^gateway_(tokens|cost_dollars)_total\{.* (-|NaN)/m);
    expect(page).not.toMatch(/^gateway_internal_errors_total\{/m);
  });
});

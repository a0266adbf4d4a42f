import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { askGateway, question } from '../kit/client/ask-gateway.js';
import { type FaultName, FAULTS } from '../kit/faults/faults.js';
import { type FaultUpstream, startFaultUpstream, TEN_MILLION } from '../kit/faults/fault-upstream.js';
import { type GatewayProcess, startGateway, TOKEN } from '../kit/process/gateway-process.js';
import { type Gauges, readGauges } from '../kit/process/read-gauges.js';
import { isBuilt, ROUTES } from '../kit/harness/wires.js';
import { endingOf } from './ending-of.js';
import { HANDED_ON, TRANSLATED } from './endings.js';

const MINUTE = 60_000;
const WORDS = 'All is well.';
const MEGABYTE = 1024 * 1024;
const NAMES = Object.keys(FAULTS) as FaultName[];

const FAULT_TIMEOUTS = { FIRST_BYTE_TIMEOUT_SECONDS: '3', IDLE_TIMEOUT_SECONDS: '1', UPSTREAM_RETRIES: '0' };
const COLLECTING = {
  NODE_OPTIONS: `--import=${fileURLToPath(new URL('../kit/process/collect-garbage.mjs', import.meta.url))}`,
};

describe.each(ROUTES)('an upstream on $name', (route) => {
  if (!isBuilt(route)) {
    it.skip(`may fail (skipped: no plugin ${route.plugin})`, () => undefined);
    return;
  }
  let upstream: FaultUpstream;
  let gateway: GatewayProcess;
  let atStart: Gauges;

  const ask = (stream: boolean): Promise<Response> =>
    askGateway(gateway, { body: question({ stream }), headers: { 'x-api-key': TOKEN, connection: 'close' } });

  beforeAll(async () => {
    upstream = await startFaultUpstream(route.wire, WORDS);
    gateway = await startGateway({ ...route.settings(upstream.url), ...FAULT_TIMEOUTS, ...COLLECTING });
    // What is loaded and kept with the first answers is no leak.
    for (const stream of [true, false]) await (await ask(stream)).text();
    await pause(300);
    atStart = await readGauges(gateway);
  }, MINUTE);
  afterAll(async () => {
    await gateway.stop();
    await upstream.close();
  }, MINUTE);

  const endings = route.name === 'anthropic' ? HANDED_ON : TRANSLATED;

  it.each(
    NAMES.flatMap((fault) => [
      { fault, stream: true, ending: endings[fault].stream },
      { fault, stream: false, ending: endings[fault].whole },
    ]),
  )(
    'that suffers $fault, stream $stream, ends in $ending',
    async ({ fault, stream, ending }) => {
      upstream.fault = fault;
      const words = fault === 'an event of ten million characters' ? TEN_MILLION : WORDS;
      expect(await endingOf(await ask(stream), stream, words)).toEqual(ending);
      expect(upstream.paths).not.toContain('/followed');
    },
    MINUTE,
  );

  it.each([true, false])(
    'that refuses the connection, stream %s, is an error that says so',
    async (stream) => {
      await upstream.close();
      const response = await ask(stream);
      await upstream.open();
      expect(await endingOf(response, stream, WORDS)).toEqual({ status: 502, type: 'api_error' });
    },
    MINUTE,
  );

  it(
    'leaves nothing behind: answers, sockets, timers and memory are as at the start',
    async () => {
      upstream.fault = 'none at all';
      for (const stream of [true, false]) expect(await endingOf(await ask(stream), stream, WORDS)).toBe('the answer');
      const held = async (): Promise<Gauges> => {
        const now = await readGauges(gateway);
        return { ...now, memory: Math.max(0, Math.floor((now.memory - atStart.memory) / (16 * MEGABYTE))) };
      };
      const asBefore = { ...atStart, memory: 0 };
      for (let tries = 0; tries < 300 && !isNoMore(await held(), asBefore); tries++) await pause(100);
      const now = await held();
      expect(now.sockets).toBeLessThanOrEqual(asBefore.sockets);
      expect(now.timers).toBeLessThanOrEqual(asBefore.timers);
      expect(now.memory).toBe(0);
      expect(gateway.log()).not.toMatch(/unhandled|uncaught|MaxListeners/i);
    },
    MINUTE,
  );
});

function isNoMore(now: Gauges, before: Gauges): boolean {
  return now.sockets <= before.sockets && now.timers <= before.timers && now.memory <= before.memory;
}

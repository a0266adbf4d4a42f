import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { askGateway, question } from '../kit/client/ask-gateway.js';
import { type FaultName, FAULTS } from '../kit/faults/faults.js';
import { type FaultUpstream, startFaultUpstream, TEN_MILLION } from '../kit/faults/fault-upstream.js';
import { COLLECTABLE, readCollectedGauges } from '../kit/process/collected-gauges.js';
import { type GatewayProcess, TOKEN } from '../kit/process/gateway-process.js';
import type { Gauges } from '../kit/process/read-gauges.js';
import { BUILT, startGateways } from '../kit/harness/all-wires.js';
import type { Route } from '../kit/harness/wires.js';
import { endingOf } from './ending-of.js';
import { type Ending, HANDED_ON, TRANSLATED } from './endings.js';

const TEST_TIMEOUT_MS = 60_000;
const WORDS = 'All is well.';
const MEGABYTE = 1024 * 1024;
const NAMES = Object.keys(FAULTS) as FaultName[];

/** Long enough that only silence exceeds them, also on a busy machine; all silences are waited for at once. */
const FAULT_TIMEOUTS = { FIRST_BYTE_TIMEOUT_SECONDS: '10', IDLE_TIMEOUT_SECONDS: '8', COMMIT_AFTER_SECONDS: '0' };

interface Case {
  readonly fault: FaultName;
  readonly stream: boolean;
}

/** One route to an upstream with faults. */
interface Wire {
  readonly gateway: GatewayProcess;
  readonly model: string;
  readonly upstream: FaultUpstream;
}

const wires = new Map<Route, Wire>();
const silences = new Map<string, Promise<Ending>>();
let gateways: readonly { readonly gateway: GatewayProcess; readonly atStart: Gauges }[] = [];

const CASES: readonly Case[] = NAMES.flatMap((fault) => [true, false].map((stream) => ({ fault, stream })));
const isSilence = ({ fault }: Case): boolean => fault.startsWith('silence');
const keyOf = (route: Route, { fault, stream }: Case): string => `${route.name} ${fault} ${stream}`;

function ask(route: Route, { fault, stream }: Case): Promise<Response> {
  const { gateway, model } = wires.get(route)!;
  const body = question({ model, stream, messages: [{ role: 'user', content: fault }] });
  return askGateway(gateway, { body, headers: { 'x-api-key': TOKEN, connection: 'close' } });
}

async function suffer(route: Route, one: Case): Promise<Ending> {
  const answer = ask(route, one);
  // Whether anything is sent to the client before the answer is whole.
  const isHandedOn = one.stream || route.name === 'anthropic';
  if (one.fault === 'a reset in the middle') await wires.get(route)!.upstream.resume(isHandedOn ? answer : undefined);
  return endingOf(await answer, one.stream, one.fault === 'an event of ten million characters' ? TEN_MILLION : WORDS);
}

beforeAll(async () => {
  const upstreams = new Map<Route, FaultUpstream>();
  for (const route of BUILT) upstreams.set(route, await startFaultUpstream(route.wire, WORDS));
  const started = await startGateways((route) => upstreams.get(route)!.url, { ...FAULT_TIMEOUTS, ...COLLECTABLE });
  for (const { route, ...wire } of started) wires.set(route, { ...wire, upstream: upstreams.get(route)! });
  // What is loaded and kept with the first answers is no leak.
  for (const route of BUILT)
    for (const stream of [true, false]) await (await ask(route, { fault: 'none at all', stream })).text();
  await pause(300);
  gateways = await Promise.all(
    [...new Set(started.map(({ gateway }) => gateway))].map(async (gateway) => ({
      gateway,
      atStart: await readCollectedGauges(gateway),
    })),
  );
  for (const route of BUILT)
    for (const one of CASES.filter(isSilence)) silences.set(keyOf(route, one), suffer(route, one));
}, TEST_TIMEOUT_MS);

afterAll(async () => {
  for (const { gateway } of gateways) await gateway.stop();
  for (const { upstream } of wires.values()) await upstream.close();
}, TEST_TIMEOUT_MS);

describe.each(BUILT)('an upstream on $name', (route) => {
  const endings = route.name === 'anthropic' ? HANDED_ON : TRANSLATED;

  it.each(CASES.map((one) => ({ ...one, ending: endings[one.fault][one.stream ? 'stream' : 'whole'] })))(
    'that suffers $fault, stream $stream, ends in $ending',
    async ({ ending, ...one }) => {
      expect(await (silences.get(keyOf(route, one)) ?? suffer(route, one))).toEqual(ending);
      expect(wires.get(route)!.upstream.paths).not.toContain('/followed');
    },
    TEST_TIMEOUT_MS,
  );

  it.each([true, false])(
    'that refuses the connection, stream %s, is an error that says so',
    async (stream) => {
      const { upstream } = wires.get(route)!;
      await upstream.close();
      const response = await ask(route, { fault: 'none at all', stream });
      await upstream.open();
      expect(await endingOf(response, stream, WORDS)).toEqual({ status: 502, type: 'api_error' });
    },
    TEST_TIMEOUT_MS,
  );

  it.each([true, false])(
    'answers again after all of them, stream %s',
    async (stream) => {
      expect(await suffer(route, { fault: 'none at all', stream })).toBe('the answer');
    },
    TEST_TIMEOUT_MS,
  );
});

it(
  'nothing is left behind: sockets, timers and memory are as at the start',
  async () => {
    for (const { gateway, atStart } of gateways) {
      const bound = { ...atStart, memory: atStart.memory + 16 * MEGABYTE };
      let now = await readCollectedGauges(gateway);
      for (let tries = 0; tries < 100 && !isWithin(now, bound); tries++) {
        await pause(100);
        now = await readCollectedGauges(gateway);
      }
      expect(now.sockets).toBeLessThanOrEqual(bound.sockets);
      expect(now.timers).toBeLessThanOrEqual(bound.timers);
      expect(now.memory).toBeLessThan(bound.memory);
      expect(gateway.log()).not.toMatch(/unhandled|uncaught|MaxListeners/i);
    }
  },
  TEST_TIMEOUT_MS,
);

function isWithin(now: Gauges, bound: Gauges): boolean {
  return now.sockets <= bound.sockets && now.timers <= bound.timers && now.memory < bound.memory;
}

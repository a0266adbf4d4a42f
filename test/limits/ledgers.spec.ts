import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LimitedAccount } from '../../src/context/limited-account.types.js';
import type { Ledger } from '../../src/http/budgets/ledger.types.js';
import { MemoryLedger } from '../../src/http/budgets/memory-ledger.js';
import { RedisLedger } from '../../src/http/budgets/redis-ledger.js';
import { keptFor, toCounters, toSum } from '../../src/http/budgets/to-counters.js';
import { RedisConnection } from '../../src/http/limits/redis/redis-connection.js';
import { hasRedis, type RedisServer, startRedis } from '../kit/process/redis-server.js';

const HOUR = 3_600_000;
const NOON = Date.parse('2026-11-28T12:00:00Z');

/** One thing that happens: the clock jumps, a request begins, the oldest open one ends at a cost. */
type Step = { readonly jump: number } | { readonly begins: 'ada' | 'bob' } | { readonly ends: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ jump: fc.integer({ min: -40 * HOUR, max: 40 * HOUR }) }) },
  { weight: 5, arbitrary: fc.record({ begins: fc.constantFrom<'ada' | 'bob'>('ada', 'bob') }) },
  { weight: 5, arbitrary: fc.record({ ends: fc.integer({ min: 0, max: 3 }) }) },
);

const accountsOf = (name: string, run: string): readonly LimitedAccount[] => [
  { scope: 'token', name: `${name} ${run}`, limits: { usd_per_day: 4 } },
  { scope: 'group', name: `platform ${run}`, limits: { usd_per_week: 7 } },
  { scope: 'all', name: run, limits: { usd_per_month: 9 } },
];

/** Plays the steps over a ledger as `BudgetsService` does, and compares each admission with sums of its own. */
async function play(ledger: Ledger, steps: readonly Step[], run: string): Promise<void> {
  const sums = new Map<string, number>();
  const open: string[] = [];
  let now = NOON;
  let count = 0;
  for (const each of steps) {
    if ('jump' in each) now += each.jump;
    if ('begins' in each) {
      const counters = toCounters(accountsOf(each.begins, run), now);
      const entries = counters.map((counter) => ({
        key: counter.key,
        limit: toSum(counter.unit, counter.limit),
        add: 0,
        kept: keptFor(counter),
      }));
      const exhausted = counters.findIndex(({ key, limit }) => (sums.get(key) ?? 0) >= limit);
      expect(await ledger.admit(entries)).toBe(exhausted === -1 ? undefined : exhausted);
      if (exhausted === -1) open.push(each.begins);
    }
    const name = 'ends' in each ? open.shift() : undefined;
    if (!('ends' in each) || name === undefined) continue;
    const counters = toCounters(accountsOf(name, run), now);
    for (const { key } of counters) sums.set(key, (sums.get(key) ?? 0) + each.ends);
    const charge = counters.map((counter) => ({
      key: counter.key,
      add: toSum(counter.unit, each.ends),
      kept: keptFor(counter),
    }));
    const id = `${run} ${count++}`;
    await ledger.charge(id, charge);
    // Redis may get a charge twice whose response was lost.
    if (ledger instanceof RedisLedger) await ledger.charge(id, charge);
  }
}

describe.each<[string, boolean]>([
  ['of a process', true],
  ['in Redis', hasRedis()],
])('the ledger %s', (where, canRun) => {
  if (!canRun) {
    it.skip('(skipped: no redis-server)', () => undefined);
    return;
  }
  let redis: RedisServer | undefined;
  let ledger: Ledger;
  beforeAll(async () => {
    if (where === 'of a process') {
      ledger = new MemoryLedger(() => 0);
      return;
    }
    const server = await startRedis();
    redis = server;
    const inRedis = new RedisLedger(new RedisConnection({ url: () => server.url, tell: () => undefined }));
    await inRedis.onModuleInit();
    ledger = inRedis;
  }, 20_000);
  afterAll(async () => {
    if (ledger instanceof RedisLedger) await ledger.onApplicationShutdown();
    await redis?.stop();
  });

  it('admits exactly while all sums are below their limits, whatever the order of beginnings, ends and jumps', async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), (steps) => play(ledger, steps, `run ${runs++}`)),
      { numRuns: 60 },
    );
  }, 60_000);

  it('lets parallel requests overshoot by no more than what was in flight', async () => {
    const inFlight = 8;
    let runs = 0;
    const costs = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 60, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(costs, fc.scheduler(), async (requests, scheduler) => {
        const run = `parallel ${runs++}`;
        const [counter] = toCounters([{ scope: 'token', name: run, limits: { usd_per_day: 20 } }], NOON);
        const { key } = counter!;
        const waiting = [...requests];
        let spent = 0;
        let charges = 0;
        const client = async (): Promise<void> => {
          for (let cost = waiting.shift(); cost !== undefined; cost = waiting.shift()) {
            if ((await ledger.admit([{ key, limit: 20, add: 0, kept: HOUR }])) !== undefined) continue;
            await scheduler.schedule(Promise.resolve());
            await ledger.charge(`${run} ${charges++}`, [{ key, add: cost, kept: HOUR }]);
            spent += cost;
          }
        };
        const clients = Array.from({ length: inFlight }, client);
        await scheduler.waitFor(Promise.all(clients));
        expect(spent).toBeGreaterThanOrEqual(20);
        expect(spent).toBeLessThan(20 + 3 * inFlight);
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});

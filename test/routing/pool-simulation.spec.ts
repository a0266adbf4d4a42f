import { afterAll, describe, expect, it } from '@jest/globals';
import { toPoolScenarios } from './pool-scenarios.js';
import { type Figures, type Scenario, simulatePool } from './simulate-pool.js';

/** The figures of docs/pools.md are those of 2,000. */
const SESSIONS = Number(process.env.POOL_SESSIONS ?? 400);

/** The least part of the turns that meet their cache, and the most moves of a session. */
const LIMITS: Readonly<Record<string, readonly [hitRatio: number, moves: number]>> = {
  'no fault': [0.98, 0],
  'no fault, replicas in turn': [0.98, 0],
  'rolling restart': [0.98, 0],
};

const lines: string[] = [];
const shown = ({ hitRatio, movesPerSession, minutesToReturn, lost }: Figures): string =>
  [
    `${(100 * hitRatio).toFixed(1)} %`.padStart(8),
    String(lost).padStart(5),
    movesPerSession.toFixed(2).padStart(7),
    (Number.isNaN(minutesToReturn) ? '-' : minutesToReturn.toFixed(1)).padStart(7),
  ].join('');

describe(`${SESSIONS} sessions of 30 turns over a pool of 3 levels and 7 members`, () => {
  afterAll(() => {
    const head = `${''.padEnd(34)}     hit lost  moves return   rotation`;
    process.stdout.write(`\n${[head, ...lines].join('\n')}\n`);
  });

  it.each(toPoolScenarios(SESSIONS).map((scenario): [string, Scenario] => [scenario.name, scenario]))(
    '%s',
    (name, scenario) => {
      const figures = simulatePool(scenario, 'affinity', SESSIONS);
      const rotation = simulatePool(scenario, 'rotation', SESSIONS);
      lines.push(`${name.padEnd(34)}${shown(figures)}${`${(100 * rotation.hitRatio).toFixed(1)} %`.padStart(11)}`);
      const [hitRatio, moves] = LIMITS[name] ?? [0.85, 4];
      expect([figures.requests, figures.lost, rotation.lost]).toEqual([30 * SESSIONS, 0, 0]);
      expect(figures.hitRatio).toBeGreaterThanOrEqual(hitRatio);
      expect(figures.movesPerSession).toBeLessThanOrEqual(moves);
      expect(rotation.hitRatio).toBeLessThan(figures.hitRatio);
    },
  );
});

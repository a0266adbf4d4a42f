import { toUnit } from '@gateway/provider-kit';
import type { Pool } from '../../src/routing/pools/pool.types.js';
import { parsePool } from '../../src/routing/pools/parse-pool.js';
import { SimulatedMember, type Trouble } from './simulated-member.js';
import { type Placing, SimulatedReplica } from './simulated-replica.js';

const MINUTE = 60_000;
const REPLICAS = 3;

/** One run of the simulation. */
export interface Scenario {
  readonly name: string;
  readonly pool: string;
  readonly troubles?: readonly Trouble[];
  /** From this minute on each replica restarts, one every two minutes. */
  readonly restartsAt?: number;
  /** The pool as the restarted replicas have it. */
  readonly poolAfter?: string;
  /** The load balancer sends each turn of a session to another replica. */
  readonly spreads?: true;
}

/** Figures of a run. */
export interface Figures {
  readonly requests: number;
  readonly lost: number;
  /** Part of the turns after the first that met their cache. */
  readonly hitRatio: number;
  readonly movesPerSession: number;
  /** Median minutes from leaving the home to the return; NaN where no session returned. */
  readonly minutesToReturn: number;
}

/** Runs sessions of so many turns, a turn every 20 to 60 seconds, through three replicas that do not talk. */
export function simulatePool(scenario: Scenario, placing: Placing, sessions: number, turns = 30): Figures {
  let now = 0;
  const clock = (): number => now;
  const begin = (text = scenario.pool): SimulatedReplica => new SimulatedReplica(toPool(text), placing, clock);
  const replicas = Array.from({ length: REPLICAS }, () => begin());
  const upstreams = new Map(
    [scenario.pool, scenario.poolAfter ?? '']
      .flatMap((text) => (text === '' ? [] : toPool(text).levels.flat()))
      .map(({ provider }) => [provider, new SimulatedMember(provider, scenario.troubles ?? [])]),
  );
  const restarts = Array.from({ length: REPLICAS }, (_, i) => ((scenario.restartsAt ?? Infinity) + 2 * i) * MINUTE);
  const left = new Map<string, number>();
  const returns: number[] = [];
  const counts = { lost: 0, hits: 0, moves: 0 };
  for (const { session, turn, at } of toTurns(sessions, turns)) {
    now = at;
    restarts.forEach((time, i) => {
      if (now < time) return;
      restarts[i] = Infinity;
      replicas[i] = begin(scenario.poolAfter);
    });
    const chosen = Math.floor(toUnit(`balancer ${session}`) * REPLICAS) + (scenario.spreads ? turn : 0);
    const served = replicas[chosen % REPLICAS]?.send({ session, turn }, upstreams);
    if (served?.outcome === undefined) counts.lost++;
    if (served?.outcome === 'hit') counts.hits++;
    if (served?.move === undefined) continue;
    counts.moves++;
    if (served.move.reason !== 'return') left.set(session, left.get(session) ?? now);
    else returns.push(now - (left.get(session) ?? now));
    if (served.move.reason === 'return') left.delete(session);
  }
  return {
    requests: sessions * turns,
    lost: counts.lost,
    hitRatio: counts.hits / (sessions * (turns - 1)),
    movesPerSession: counts.moves / sessions,
    minutesToReturn: (returns.sort((a, b) => a - b)[Math.floor(returns.length / 2)] ?? NaN) / MINUTE,
  };
}

function toPool(text: string): Pool {
  const { levels } = parsePool(text);
  return {
    name: 'x',
    levels: levels.map((level) =>
      level.map(({ target, weight }) => ({ provider: target.split('/')[0] ?? '', model: 'gpt', weight })),
    ),
  };
}

function toTurns(sessions: number, turns: number): readonly { session: string; turn: number; at: number }[] {
  return Array.from({ length: sessions }, (_, i) => {
    const session = `session-${i}`;
    let at = toUnit(`start ${session}`) * 10 * MINUTE;
    return Array.from({ length: turns }, (_unused, turn) => {
      at += 20_000 + 40_000 * toUnit(`turn ${session} ${turn}`);
      return { session, turn, at };
    });
  })
    .flat()
    .sort((a, b) => a.at - b.at);
}

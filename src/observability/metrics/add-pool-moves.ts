import { Counter, type Registry } from 'prom-client';
import type { MoveCounts } from '../../routing/pools/move-counts.js';

/** Reads how often sessions have moved. */
export type MoveReader = () => MoveCounts['all'];

/** Adds the count of sessions that moved between members of a pool, which is read whenever the metrics are collected. */
export function addPoolMoves(registry: Registry, moves: MoveReader): void {
  new Counter({
    name: 'gateway_pool_moves_total',
    help: 'Sessions that moved to another member of their pool and lost their cache, by members and reason.',
    labelNames: ['pool', 'from', 'to', 'reason'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { move, count } of moves()) this.inc({ ...move }, count);
    },
  });
}

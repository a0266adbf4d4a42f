import type { Move } from './pool-placement.js';

/** A move, as a label of the metric has it. */
export type PoolMove = Move & { readonly pool: string };

/** How often sessions moved, by pool, members and reason: as many counts as the settings have members. */
export class MoveCounts {
  private readonly counts = new Map<string, { readonly move: PoolMove; count: number }>();

  get all(): Iterable<{ readonly move: PoolMove; readonly count: number }> {
    return this.counts.values();
  }

  add(move: PoolMove): void {
    const key = JSON.stringify([move.pool, move.from, move.to, move.reason]);
    const entry = this.counts.get(key) ?? { move, count: 0 };
    entry.count++;
    this.counts.set(key, entry);
  }
}

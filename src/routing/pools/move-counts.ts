import type { Move } from './pool-placement.js';

/** Moves that are remembered by their request: long enough for the end of the request to look them up. */
const MAX_RECENT = 1000;

/** A move, as a label of the metric has it. */
export type PoolMove = Move & { readonly pool: string };

/** How often sessions moved, by pool, members and reason: as many counts as the settings have members. */
export class MoveCounts {
  private readonly counts = new Map<string, { readonly move: PoolMove; count: number }>();
  private readonly recent = new Map<string, PoolMove>();

  get all(): Iterable<{ readonly move: PoolMove; readonly count: number }> {
    return this.counts.values();
  }

  /** The move of a session with this request; undefined where there was none, or it is long ago. */
  of(requestId: string): PoolMove | undefined {
    return this.recent.get(requestId);
  }

  add(move: PoolMove, requestId: string): void {
    const key = JSON.stringify([move.pool, move.from, move.to, move.reason]);
    const entry = this.counts.get(key) ?? { move, count: 0 };
    entry.count++;
    this.counts.set(key, entry);
    this.recent.set(requestId, move);
    const [oldest] = this.recent.keys();
    if (this.recent.size > MAX_RECENT && oldest !== undefined) this.recent.delete(oldest);
  }
}

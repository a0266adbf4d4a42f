/** How a member behaves in a span of time, both in milliseconds. */
export interface Trouble {
  readonly member: string;
  readonly from: number;
  readonly to: number;
  /** `limit`: at most `perMinute` requests a minute get through, the others a 429. */
  readonly kind: 'fails' | 'limit';
  readonly perMinute?: number;
}

/** How an upstream answered: with its cache, without it, or not at all. */
export type Outcome = 'hit' | 'miss' | 'limit' | 'failed';

/** An upstream whose prompt cache holds the last turn of each session for five minutes. */
export class SimulatedMember {
  private static readonly CACHE_MS = 5 * 60_000;
  private readonly cache = new Map<string, { readonly turn: number; readonly at: number }>();
  private minute = -1;
  private used = 0;

  constructor(
    readonly name: string,
    private readonly troubles: readonly Trouble[],
  ) {}

  /** @param turn of the session, from 0 */
  answer(session: string, turn: number, now: number): Outcome {
    const trouble = this.troubles.find(({ member, from, to }) => member === this.name && now >= from && now < to);
    if (trouble?.kind === 'fails') return 'failed';
    if (trouble?.kind === 'limit' && !this.isWithin(trouble.perMinute ?? 0, now)) return 'limit';
    const cached = this.cache.get(session);
    this.cache.set(session, { turn, at: now });
    const isHit = cached?.turn === turn - 1 && now - cached.at < SimulatedMember.CACHE_MS;
    return isHit ? 'hit' : 'miss';
  }

  /** Seconds until the next minute begins, as a limit's `retry-after`. */
  static restAt(now: number): number {
    return Math.ceil((60_000 - (now % 60_000)) / 1000);
  }

  private isWithin(perMinute: number, now: number): boolean {
    const minute = Math.floor(now / 60_000);
    if (minute !== this.minute) this.used = 0;
    this.minute = minute;
    return ++this.used <= perMinute;
  }
}

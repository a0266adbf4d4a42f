import { ApiError } from '@gateway/protocol';

export interface CapacityLimits {
  /** Requests that are worked on at a time; 0: any number. */
  readonly total: number;
  /** The same for one token. */
  readonly perToken: number;
  /** Requests that may wait for a place. */
  readonly queue: number;
  /** How long one waits, in milliseconds. */
  readonly patience: number;
}

/** Where places are taken and given back. */
export type Places = Pick<Capacity, 'enter' | 'leave'>;

interface Waiting {
  readonly token: string;
  readonly enter: () => void;
}

/** Seconds after which a client that was turned away may come again. */
const RETRY_AFTER = '2';

/**
 * How many requests are worked on at a time. Those beyond it wait for a place in the order of their coming, except
 * that one whose token has too many running lets others pass; those beyond the queue are turned away at once.
 */
export class Capacity {
  private readonly running = new Map<string, number>();
  private readonly waiting = new Set<Waiting>();
  private total = 0;

  constructor(private readonly limits: CapacityLimits) {}

  /**
   * Takes a place, at once or when there is one. Whoever has it gives it back by `leave`.
   *
   * @param signal ends the waiting: the client left
   * @throws ApiError 529 with `retry-after` where there is none in time
   */
  async enter(token: string, signal: AbortSignal): Promise<void> {
    if (this.hasPlace(token)) {
      this.take(token);
      return;
    }
    if (this.waiting.size >= this.limits.queue) throw noPlace();
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const waiting: Waiting = { token, enter: () => resolve(undefined) };
    const giveUp = (): void => reject(noPlace());
    this.waiting.add(waiting);
    const timer = setTimeout(giveUp, this.limits.patience);
    signal.addEventListener('abort', giveUp);
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      this.waiting.delete(waiting);
    }
  }

  /** Gives a place back. */
  leave(token: string): void {
    const left = (this.running.get(token) ?? 1) - 1;
    if (left === 0) this.running.delete(token);
    else this.running.set(token, left);
    this.total--;
    for (const next of this.waiting) {
      if (!this.hasPlace(next.token)) continue;
      // Its place is taken now: it wakes up later, when another might have come.
      this.waiting.delete(next);
      this.take(next.token);
      next.enter();
    }
  }

  private hasPlace(token: string): boolean {
    const { total, perToken } = this.limits;
    if (total > 0 && this.total >= total) return false;
    return perToken === 0 || (this.running.get(token) ?? 0) < perToken;
  }

  private take(token: string): void {
    this.total++;
    this.running.set(token, (this.running.get(token) ?? 0) + 1);
  }
}

/** What a client is told that gets no place. */
export function noPlace(): ApiError {
  const message = 'the gateway is working on as many requests as it may; please try again';
  return new ApiError('overloaded_error', message, { headers: { 'retry-after': RETRY_AFTER } });
}

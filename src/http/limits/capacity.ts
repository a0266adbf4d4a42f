import { ApiError } from '@gateway/protocol';
import type { LimitsSettings } from './limits.settings.js';

export interface CapacityLimits {
  /** Requests that run at a time; 0: any number. */
  readonly total: number;
  /** The same for one token. */
  readonly perToken: number;
  /** Requests that may wait for a place. */
  readonly queue: number;
  /** How long a request waits, in milliseconds; 0: without limit. */
  readonly patience: number;
}

/** Assigns places to requests. */
export type ConcurrencyLimiter = Pick<Capacity, 'acquire'>;

interface Waiting {
  readonly token: string;
  readonly grant: () => void;
}

/** Seconds after which a rejected client may retry. */
const RETRY_AFTER = '2';

/**
 * How many requests run at a time. Those beyond it wait for a place in order of arrival, except that a request whose
 * token has too many running requests lets others pass; those beyond the queue are rejected at once.
 */
export class Capacity {
  private readonly running = new Map<string, number>();
  private readonly waiting = new Set<Waiting>();
  private total = 0;

  constructor(private readonly limits: CapacityLimits) {}

  /**
   * Takes a place for a request, at once or when there is one. No call releases it: the place belongs to the request
   * until `gone` aborts, and so does its place in the queue. A signal aborts once, at any time.
   *
   * @param gone aborts when the request is over, for any reason
   * @throws ApiError 529 with `retry-after` where there is no place in time, and where the request is over before
   */
  async acquire(token: string, gone: AbortSignal): Promise<void> {
    if (gone.aborted) throw noPlace();
    if (this.hasPlace(token)) this.hold(token, gone);
    else if (this.waiting.size >= this.limits.queue) throw noPlace();
    else await this.wait(token, gone);
  }

  /**
   * Everything that ends the wait removes it from the queue in the same tick: several requests may end before the next
   * promise callback runs, and a place that is granted to one of them would be lost.
   */
  private wait(token: string, gone: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leaveQueue = (): void => {
        clearTimeout(timer);
        gone.removeEventListener('abort', giveUp);
        this.waiting.delete(waiting);
      };
      const giveUp = (): void => {
        leaveQueue();
        reject(noPlace());
      };
      const grant = (): void => {
        leaveQueue();
        this.hold(token, gone);
        resolve();
      };
      const waiting: Waiting = { token, grant };
      const { patience: timeout } = this.limits;
      const timer = timeout === 0 ? undefined : setTimeout(giveUp, timeout);
      gone.addEventListener('abort', giveUp);
      this.waiting.add(waiting);
    });
  }

  private hold(token: string, gone: AbortSignal): void {
    this.total++;
    this.running.set(token, this.runningOf(token) + 1);
    gone.addEventListener('abort', () => this.release(token), { once: true });
  }

  private release(token: string): void {
    this.total--;
    const left = this.runningOf(token) - 1;
    if (left === 0) this.running.delete(token);
    else this.running.set(token, left);
    for (const next of this.waiting) if (this.hasPlace(next.token)) next.grant();
  }

  private hasPlace(token: string): boolean {
    const { total, perToken } = this.limits;
    if (total > 0 && this.total >= total) return false;
    return perToken === 0 || this.runningOf(token) < perToken;
  }

  private runningOf(token: string): number {
    return this.running.get(token) ?? 0;
  }
}

/** The error for a client that gets no place. */
export function noPlace(): ApiError {
  const message = 'the gateway has reached its limit of concurrent requests; please try again';
  return new ApiError('overloaded_error', message, { headers: { 'retry-after': RETRY_AFTER } });
}

/** A limiter with the capacity of these settings. */
export function createCapacity(settings: LimitsSettings): Capacity {
  return new Capacity({
    total: settings.MAX_CONCURRENT_REQUESTS,
    perToken: settings.MAX_CONCURRENT_REQUESTS_PER_TOKEN,
    queue: settings.MAX_QUEUED_REQUESTS,
    patience: settings.QUEUE_TIMEOUT_SECONDS * 1000,
  });
}

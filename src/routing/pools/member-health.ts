import { SilentRequests } from './silent-requests.js';

/** Used where a 429 names no time, in seconds. */
const DEFAULT_REST_SECONDS = 10;
/** A member with less than this share of its limit is left to the sessions that it has. */
const LOW_SHARE = 0.05;
/** How long a low limit is assumed where the upstream names no time, in milliseconds. */
const LOW_MS = 10_000;

type Headers = Readonly<Record<string, string>>;

/**
 * What the gateway knows of a member apart from its circuit: rests after a 429, which is no fault, the last trouble,
 * and limits that are almost used up. Times are in milliseconds on the clock of the caller.
 */
export class MemberHealth {
  /** When the rest after a 429 ends. */
  restsUntil = 0;
  /** Its streams without content. */
  readonly silent = new SilentRequests();
  private lowUntil = 0;
  private troubledUntil = -Infinity;

  /** The upstream refused a request because of a limit of this deployment. */
  noteLimit(now: number, headers: Headers): void {
    this.restsUntil = Math.max(this.restsUntil, now + readRest(headers));
    this.troubledUntil = Math.max(this.troubledUntil, this.restsUntil);
  }

  /** The upstream failed, or has just recovered from failures. */
  noteTrouble(now: number): void {
    this.troubledUntil = Math.max(this.troubledUntil, now);
  }

  /** Reads what a response shows about the remaining limits (contract §17.2). */
  noteRemaining(now: number, headers: Headers): void {
    for (const unit of ['tokens', 'requests']) {
      const [limit, remaining] = ['limit', 'remaining'].map((name) =>
        toNumber(headers[`anthropic-ratelimit-${unit}-${name}`]),
      );
      if (limit === undefined || remaining === undefined || remaining >= limit * LOW_SHARE) continue;
      const reset = Date.parse(headers[`anthropic-ratelimit-${unit}-reset`] ?? '') - Date.now();
      this.lowUntil = Math.max(this.lowUntil, now + (reset > 0 ? reset : LOW_MS));
    }
  }

  isResting(now: number): boolean {
    return now < this.restsUntil;
  }

  /** Whether its streams stay silent, so that no request should be sent to it. */
  isHanging(now: number): boolean {
    return this.silent.areHanging(now);
  }

  /** Whether its limits are almost used up, so that new sessions should go elsewhere. */
  isLow(now: number): boolean {
    return now < this.lowUntil;
  }

  /** Milliseconds since the last trouble ended; negative while it lasts. */
  wellFor(now: number): number {
    return now - this.troubledUntil;
  }
}

/** Milliseconds of the rest that a 429 asks for: `retry-after-ms` is the more exact one. */
function readRest(headers: Headers): number {
  const seconds = toNumber(headers['retry-after']) ?? DEFAULT_REST_SECONDS;
  return toNumber(headers['retry-after-ms']) ?? seconds * 1000;
}

function toNumber(text: string | undefined): number | undefined {
  const value = Number(text ?? NaN);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}

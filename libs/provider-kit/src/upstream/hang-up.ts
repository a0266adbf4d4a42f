import { ApiError } from '@gateway/protocol';

/**
 * The ways in which an exchange with an upstream is broken off: the client left, the upstream is silent for too
 * long, the whole takes too long. All of them end in the one signal that the connection listens to.
 */
export class HangUp {
  private readonly controller = new AbortController();
  private readonly total: NodeJS.Timeout | undefined;

  /** @param totalMs limit of the whole exchange in milliseconds, 0 for none */
  constructor(totalMs: number) {
    if (totalMs > 0) this.total = setTimeout(() => this.controller.abort(tooSlow('to finish', totalMs)), totalMs);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** The exchange is over, or nobody wants it any more: the connection is closed at once. */
  now(): void {
    clearTimeout(this.total);
    this.controller.abort();
  }

  /** Waits for the upstream, but no longer than `ms` milliseconds (0: as long as it takes). */
  async within<T>(waited: Promise<T>, ms: number, what: string): Promise<T> {
    if (ms === 0) return waited;
    let late: NodeJS.Immediate | undefined;
    // A turn later: where it was we who were busy, what the upstream has sent meanwhile is read first.
    const timer = setTimeout(() => {
      late = setImmediate(() => this.controller.abort(tooSlow(what, ms)));
    }, ms);
    try {
      return await waited;
    } finally {
      clearTimeout(timer);
      clearImmediate(late);
    }
  }
}

function tooSlow(what: string, ms: number): ApiError {
  return new ApiError('timeout_error', `the upstream took longer than ${ms / 1000} s ${what}`);
}

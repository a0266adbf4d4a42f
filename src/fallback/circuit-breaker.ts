/** Failures in a row after which an upstream is left alone. */
const MAX_FAILURES = 5;
/** Milliseconds until it is tried again. */
const COOL_DOWN = 30_000;

/**
 * Leaves an upstream alone that only fails. After a while one request is let through to see how it is: with its
 * success all are, with its failure it is left alone for as long again.
 */
export class CircuitBreaker {
  private failures = 0;
  private openUntil = 0;
  private isProbing = false;

  /** @param now in milliseconds */
  constructor(private readonly now: () => number = Date.now) {}

  /** Whether it is left alone, but for a try now and then. */
  get isOpen(): boolean {
    return this.failures >= MAX_FAILURES;
  }

  /** Whether this request may go; whoever is told yes tells what came of it. */
  enter(): boolean {
    if (!this.isOpen) return true;
    if (this.isProbing || this.now() < this.openUntil) return false;
    this.isProbing = true;
    return true;
  }

  succeeded(): void {
    this.failures = 0;
    this.isProbing = false;
  }

  failed(): void {
    this.failures++;
    this.isProbing = false;
    this.openUntil = this.now() + COOL_DOWN;
  }

  /** Nobody knows: the client left, or it was the request that was wrong. */
  gaveUp(): void {
    this.isProbing = false;
  }
}

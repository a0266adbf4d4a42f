/** Milliseconds of silence after which a stream is not merely slow: reasoning models begin to write within that time. */
export const HANGING_AFTER_MS = 30_000;
/** So many silent streams at once, because one alone may be a long thought. */
const LEAST = 2;

/**
 * The streams of a member that have no content yet. A member hangs where several have been silent for long and no
 * other one has had content meanwhile. Times are in milliseconds on the clock of the caller.
 */
export class SilentRequests {
  private readonly since = new Set<{ readonly at: number }>();
  private lastContent = -Infinity;

  /** A stream begins; the returned function ends its silence, and returns how long that was. */
  begin(now: number): (now: number, hasContent: boolean) => number {
    const entry = { at: now };
    this.since.add(entry);
    return (end, hasContent) => {
      this.since.delete(entry);
      if (hasContent) this.lastContent = Math.max(this.lastContent, end);
      return end - entry.at;
    };
  }

  areHanging(now: number): boolean {
    const hanging = [...this.since].filter(({ at }) => now - at >= HANGING_AFTER_MS && at >= this.lastContent);
    return hanging.length >= LEAST;
  }
}

import type { InternalErrors } from './internal-errors.js';

/**
 * Functions that are called with every event of one kind. Each is isolated: an exception is an internal error, and
 * affects neither the others nor the caller. RxJS's `Subject` would throw it again from a timer, which ends the
 * process.
 */
export class Observers<Event> {
  private readonly all = new Map<(event: Event) => void, string>();

  constructor(private readonly errors: InternalErrors) {}

  /**
   * @param name of the observer in the log and the metrics
   * @returns removes it
   */
  add(name: string, observe: (event: Event) => void): () => void {
    this.all.set(observe, name);
    return () => this.all.delete(observe);
  }

  notify(event: Event): void {
    for (const [observe, name] of this.all) this.errors.shield(name, () => observe(event));
  }
}

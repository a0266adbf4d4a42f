/** Asked by a worker that listens: whether it is to tell the log what was started. */
export const READY = 'worker: ready';
/** Told to a worker whose place another has taken. */
export const REPLACED = 'worker: replaced';

/** What a worker tells with `READY`. */
export interface Readiness {
  /** How long it may take to stop, in milliseconds. */
  readonly stopTime: number;
}

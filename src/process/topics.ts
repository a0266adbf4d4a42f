/** Requested by a worker that listens: whether it is to log the start. */
export const READY = 'worker: ready';
/** Sent to a worker that another one has replaced. */
export const REPLACED = 'worker: replaced';

/** The payload of `READY`. */
export interface Readiness {
  /** How long it may take to stop, in milliseconds. */
  readonly stopTime: number;
}

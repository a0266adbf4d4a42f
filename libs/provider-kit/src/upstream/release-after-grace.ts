import type { Observable, Subscription } from 'rxjs';
import { Gate } from '../gate.js';

/** Milliseconds that an upstream has to end an answer of which all has been said. */
const GRACE_MS = 1000;

/**
 * Lets go of an upstream that was listened to. One that has said all but not yet ended its answer is given a moment
 * for that: a connection that is broken off cannot be used again.
 */
export function releaseAfterGrace(source: Subscription, saidAll: boolean): void {
  if (!saidAll || source.closed) {
    source.unsubscribe();
    return;
  }
  const timer = setTimeout(() => source.unsubscribe(), GRACE_MS);
  timer.unref();
  source.add(() => clearTimeout(timer));
}

/** Lets an answer end that nobody is going to read. */
export function discard(answer: { bytes(gate: Gate): Observable<Uint8Array> }): void {
  releaseAfterGrace(answer.bytes(new Gate()).subscribe({ error: () => undefined }), true);
}

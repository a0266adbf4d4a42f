import type { Observable, Subscription } from 'rxjs';
import { Gate } from '../gate.js';

/** Milliseconds that an upstream has to end a response whose content is complete. */
const GRACE_MS = 1000;

/**
 * Releases an upstream's response. One whose content is complete but whose stream has not ended is given a moment to
 * end: a connection that is aborted cannot be used again.
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

/** Reads and drops a response that is not needed, so that its connection can be used again. */
export function discard(answer: { bytes(gate: Gate): Observable<Uint8Array> }): void {
  releaseAfterGrace(answer.bytes(new Gate()).subscribe({ error: () => undefined }), true);
}

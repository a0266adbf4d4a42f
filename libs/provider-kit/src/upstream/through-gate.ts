import { Observable } from 'rxjs';
import type { Gate } from '../gate.js';
import type { HangUp } from './hang-up.js';

/**
 * What a source yields, pulled only while the gate is open: so no more is read from an upstream than the client
 * takes. Unsubscribing hangs up.
 */
export function throughGate<T>(source: AsyncIterable<T>, gate: Gate, hangUp: HangUp): Observable<T> {
  return new Observable((subscriber) => {
    const pull = async (): Promise<void> => {
      for await (const item of source) {
        subscriber.next(item);
        await gate.wait();
      }
      subscriber.complete();
    };
    pull().catch((error: unknown) => subscriber.error(error));
    return () => {
      hangUp.now();
      gate.open();
    };
  });
}

import { ApiError } from '@gateway/protocol';
import { Observable } from 'rxjs';
import type { Gate } from '../gate.js';
import { HeldStream } from './held-stream.js';

/** A stream that began well, or has been silent for so long that it is taken for one. */
export interface Begun<T> {
  readonly silent: boolean;
  /** What it says, from its first word on. */
  readonly stream: HeldStream<T>;
}

/**
 * Listens to a source until it is known whether it begins well: says so once, or fails as it does. Unsubscribing
 * before that ends the source.
 *
 * @param gate the source's own
 * @param deadline when a silent source is taken for one that began well, on the clock of `Date.now()`; absent: never
 */
export function begin<T>(source: Observable<T>, gate: Gate, deadline?: number): Observable<Begun<T>> {
  return new Observable((subscriber) => {
    let handedOver = false;
    const handOver = (silent: boolean): void => {
      handedOver = true;
      subscriber.next({ silent, stream });
      subscriber.complete();
    };
    const stream = new HeldStream<T>(gate, (end) => {
      if (end === undefined) handOver(false);
      else
        subscriber.error(
          end === 'complete'
            ? new ApiError('api_error', 'the upstream answered nothing', { status: 502, origin: 'upstream' })
            : end.error,
        );
    });
    const timer =
      deadline === undefined ? undefined : setTimeout(() => handOver(true), Math.max(0, deadline - Date.now()));
    stream.listen(source);
    return () => {
      clearTimeout(timer);
      if (!handedOver) stream.drop();
    };
  });
}

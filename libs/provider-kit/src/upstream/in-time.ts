import { ApiError } from '@gateway/protocol';
import { map, Observable, takeUntil, timer } from 'rxjs';
import type { Gate } from '../gate.js';

/** How long an upstream may take, in milliseconds; 0: no limit. */
interface TimeLimits {
  readonly first: number;
  /** From one item to the next. */
  readonly each?: number;
  /** What takes too long, for the error message. */
  readonly what: string;
}

/** The same source, which fails where an item takes too long. Time in which the gate is closed does not count. */
export function inTime<T>(
  { first, each = first, what }: TimeLimits,
  gate?: Gate,
): (source: Observable<T>) => Observable<T> {
  if (first === 0 && each === 0) return (source) => source;
  return (source) =>
    new Observable((subscriber) => {
      let limit = first;
      let timer: NodeJS.Timeout | undefined;
      let late: NodeJS.Immediate | undefined;
      const giveUp = (): void => subscriber.error(tooSlow(what, limit));
      const over = (): void => {
        // One tick later: where the event loop was blocked, what the upstream has sent in the meantime is read first.
        if (gate?.isClosed !== true) late = setImmediate(giveUp);
      };
      const wait = (ms: number): void => {
        clearTimeout(timer);
        clearImmediate(late);
        limit = ms;
        timer = ms === 0 ? undefined : setTimeout(over, ms);
      };
      const renew = (): void => {
        clearImmediate(late);
        timer?.refresh();
      };
      gate?.steer({ pause: () => undefined, resume: renew });
      wait(first);
      subscriber.add(() => {
        clearTimeout(timer);
        clearImmediate(late);
        timer = undefined;
      });
      const received = source.subscribe({
        next: (item) => {
          if (limit === each) renew();
          else wait(each);
          subscriber.next(item);
        },
        error: (error: unknown) => subscriber.error(error),
        complete: () => subscriber.complete(),
      });
      subscriber.add(received);
    });
}

/** Fails a source that is not complete within this many milliseconds from now; 0: no limit. */
export function allInTime(ms: number): <T>(source: Observable<T>) => Observable<T> {
  if (ms === 0) return (source) => source;
  const end = timer(new Date(Date.now() + ms)).pipe(
    map(() => {
      throw tooSlow('to finish', ms);
    }),
  );
  // A notifier that fails makes the source fail.
  return (source) => source.pipe(takeUntil(end));
}

function tooSlow(what: string, ms: number): ApiError {
  return new ApiError('timeout_error', `the upstream took longer than ${ms / 1000} s ${what}`, { origin: 'upstream' });
}

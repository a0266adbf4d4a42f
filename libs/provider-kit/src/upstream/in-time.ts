import { ApiError } from '@gateway/protocol';
import { map, Observable, takeUntil, timer } from 'rxjs';
import type { Gate } from '../gate.js';

/** How long an upstream may take, in milliseconds; 0: as long as it likes. */
interface TimeLimits {
  readonly first: number;
  /** From one item to the next. */
  readonly each?: number;
  /** What it takes too long to do. */
  readonly what: string;
}

/**
 * The same source, which fails where the upstream lets us wait for too long. Time in which the gate is closed is not
 * the upstream's.
 */
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
        // A turn later: where it was we who were busy, what the upstream has sent meanwhile is read first.
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

/** What is not over within this many milliseconds from now on fails; 0: nothing does. */
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

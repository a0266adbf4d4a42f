import { ApiError } from '@gateway/protocol';
import { map, Observable, takeUntil, timer } from 'rxjs';
import type { Gate } from '../gate.js';
import { SilenceTimer } from '../silence-timer.js';

/** How long an upstream may take, in milliseconds; 0: no limit. */
interface TimeLimits {
  readonly first: number;
  /** From one item to the next; noticed up to a quarter late. */
  readonly each?: number;
  /** What takes too long, for the error message. */
  readonly what: string;
  /** The error for a failure of the source itself; absent: the failure. */
  readonly toError?: (failure: unknown) => unknown;
}

/** The same source, which fails where an item takes too long. Time in which the gate is closed does not count. */
export function inTime<T>(limits: TimeLimits, gate?: Gate): (source: Observable<T>) => Observable<T> {
  const { first, each = first, what, toError = (failure: unknown) => failure } = limits;
  return (source) =>
    new Observable((subscriber) => {
      let beginning: NodeJS.Timeout | undefined;
      let silence: SilenceTimer | undefined;
      let late: NodeJS.Immediate | undefined;
      const over = (limit: number): void => {
        // One tick later: where the event loop was blocked, what the upstream has sent in the meantime is read first.
        if (gate?.isClosed !== true) late = setImmediate(() => subscriber.error(tooSlow(what, limit)));
      };
      const renew = (): void => {
        if (late !== undefined) clearImmediate(late);
        late = undefined;
        if (beginning === undefined) silence?.restart();
        else beginning.refresh();
      };
      const begun = (): void => {
        clearTimeout(beginning);
        beginning = undefined;
        if (each > 0) silence = new SilenceTimer(each, () => over(each));
      };
      if (first > 0) beginning = setTimeout(() => over(first), first);
      gate?.steer({ pause: () => undefined, resume: renew });
      let hasBegun = false;
      subscriber.add(() => {
        clearTimeout(beginning);
        beginning = undefined;
        clearImmediate(late);
        silence?.stop();
      });
      const received = source.subscribe({
        next: (item) => {
          renew();
          if (!hasBegun) begun();
          hasBegun = true;
          subscriber.next(item);
        },
        error: (failure: unknown) => subscriber.error(toError(failure)),
        complete: () => subscriber.complete(),
      });
      subscriber.add(received);
    });
}

/** Emits nothing, and fails when this many milliseconds from now have passed; undefined for 0: no limit. */
export function deadlineIn(ms: number): Observable<never> | undefined {
  if (ms === 0) return undefined;
  return timer(new Date(Date.now() + ms)).pipe(
    map(() => {
      throw tooSlow('to finish', ms);
    }),
  );
}

/** Fails a source that is not complete at the deadline; undefined: it has none. */
export function allInTime(deadline: Observable<never> | undefined): <T>(source: Observable<T>) => Observable<T> {
  // A notifier that fails makes the source fail.
  return (source) => (deadline === undefined ? source : source.pipe(takeUntil(deadline)));
}

function tooSlow(what: string, ms: number): ApiError {
  return new ApiError('timeout_error', `the upstream took longer than ${ms / 1000} s ${what}`, { origin: 'upstream' });
}

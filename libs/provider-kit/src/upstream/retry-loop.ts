import { ApiError } from '@gateway/protocol';
import { catchError, defer, type Observable, switchMap, throwError, timer } from 'rxjs';
import type { RequestCorrector } from '../corrections/request-corrector.js';
import type { ProviderContext } from '../provider-context.types.js';
import { UpstreamError } from './to-upstream-error.js';

export interface RetryLoopParts<Body, Source> {
  readonly context: ProviderContext;
  /** As the log names it. */
  readonly upstream: string;
  readonly model: string;
  readonly corrector: RequestCorrector<Body, Source>;
  /** Statuses of responses after which the same request is sent again. After a failed connection it always is. */
  readonly repeated: ReadonlySet<number>;
}

/** How a request is sent again, after a pause in milliseconds. */
interface Repetition<Body> {
  readonly body: Body;
  readonly pause: number;
}

/** A pause that the upstream asks for is made only up to this many seconds; a longer one is the client's to decide. */
const MAX_WAIT_SECONDS = 2;
/** The most keys that one request is tried with. */
const MAX_KEYS = 10;

/**
 * Sends one request until there is a result, or an error that another attempt would not mend. After each failure the
 * request is corrected as the upstream asks, or sent with another key, or sent again after a pause.
 */
export class RetryLoop<Body, Source> {
  private retries = 0;
  private keys = 1;

  constructor(private readonly parts: RetryLoopParts<Body, Source>) {}

  /**
   * The result of the first attempt that has one, else the error of the last.
   *
   * @param attempt signs and sends a body; a response that may be mended is an `UpstreamError`
   */
  run<Result>(body: Body, attempt: (body: Body) => Observable<Result>): Observable<Result> {
    return defer(() => attempt(body)).pipe(
      catchError((error: unknown) => {
        const next = this.repetition(error, body);
        if (next === undefined) return throwError(() => error);
        const again = this.run(next.body, attempt);
        return next.pause === 0 ? again : timer(next.pause).pipe(switchMap(() => again));
      }),
    );
  }

  /** How to go on after a failed attempt; undefined: the error is final. */
  private repetition(error: unknown, body: Body): Repetition<Body> | undefined {
    const { context, corrector, upstream, model } = this.parts;
    if (error instanceof UpstreamError) {
      const corrected = corrector.correct(error.response, body);
      if (corrected !== undefined) return { body: corrected, pause: 0 };
      if (error.hasOtherKey() && this.keys++ < MAX_KEYS) {
        const { type, response } = error;
        context.log.warn({ type, status: response.status, model, backend: upstream }, 'another key is tried');
        return { body, pause: 0 };
      }
    }
    // What is no ApiError failed before anything was sent: a repetition fails the same way.
    if (!(error instanceof ApiError) || this.retries >= context.limits.retries || !this.worthRepeating(error))
      return undefined;
    this.retries++;
    context.noteRetry?.(upstream);
    return { body, pause: toPause(error) };
  }

  /** Whether a failure may be over after the longest pause that is made here. */
  private worthRepeating(error: ApiError): boolean {
    if (!(error instanceof UpstreamError)) return error.status === 502;
    const { status } = error.response;
    if (!this.parts.repeated.has(status)) return false;
    const wait = error.headers['retry-after'];
    if (status === 429 && wait === undefined) return false;
    return Number(wait ?? 0) <= MAX_WAIT_SECONDS;
  }
}

/**
 * Milliseconds to wait before a request is repeated: as long as the upstream asks, plus a random part, so that many
 * clients do not come back at once.
 */
function toPause({ headers }: ApiError): number {
  return Number(headers['retry-after'] ?? 0) * 1000 + 100 + Math.random() * 200;
}

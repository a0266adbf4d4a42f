import { ApiError, type StreamEvent } from '@gateway/protocol';
import type { Lesson } from '../dialect.types.js';
import { refuseDegraded } from '../refuse-degraded.js';
import { Exchange, UpstreamFailure, type ExchangeParts } from './exchange.js';
import type { LessonBook } from './lesson-book.js';
import { orSilent } from './or-silent.js';
import { pauseBefore } from './pause-before.js';
import { toConnectionError } from './to-connection-error.js';

/** An answer of which the first events are known, or that is committed without any. */
export interface Answer {
  /** Headers of the upstream's response, where it has answered. */
  readonly headers: Headers | undefined;
  /** The first item is there at once; what follows may fail with an `ApiError`. */
  readonly events: AsyncIterable<readonly StreamEvent[]>;
}

/** Corrections of one request at most; each cause counts once. */
const MAX_CORRECTIONS = 2;
/** A wait that the upstream asks for is taken only up to this many seconds; a longer one is the client's to decide. */
const MAX_WAIT_SECONDS = 2;
/** Keys that one request is tried with at most. */
const MAX_KEYS = 10;
const RETRIED = new Set([502, 503, 429]);

/**
 * Asks the upstream until there is something to tell the client: an answer that says something, or an error. On
 * the way the request is corrected by what the upstream teaches, and repeated where that may help. A stream that
 * stays silent is committed after a while; from then on nothing is repeated any more. With `STRICT`, nothing is
 * sent that would be carried with loss, and no correction made that loses something.
 */
export async function answer(parts: ExchangeParts, book: LessonBook): Promise<Answer> {
  const { context, prepared, dialect, hangUp } = parts;
  let body = book.toBody(dialect, prepared);
  refuseDegraded(context, prepared.changes, dialect.name);
  const causes = new Set<string>();
  let retries = 0;
  let keys = 1;
  const commitAt = Date.now() + context.limits.commitAfter;
  for (;;) {
    const exchange = new Exchange(parts, body);
    const batches = exchange.batches();
    const opening = batches.next();
    // A failure of an opening that lost the race is read later, by `resume`.
    opening.catch(() => undefined);
    try {
      const first = await (prepared.stream ? orSilent(opening, commitAt) : opening);
      if (first === 'silent') {
        exchange.writer.open();
        return {
          headers: exchange.response?.headers,
          events: resume(exchange.writer.take(), opening, batches, dialect.name),
        };
      }
      if (first.done === true) throw new ApiError('api_error', 'the upstream answered nothing', { status: 502 });
      return { headers: exchange.response?.headers, events: resume(first.value, undefined, batches, dialect.name) };
    } catch (error) {
      if (hangUp.signal.aborted) throw toApiError(error, dialect.name);
      const lesson = learn(parts, error, body);
      if (lesson !== undefined && !causes.has(lesson.cause) && causes.size < MAX_CORRECTIONS) {
        causes.add(lesson.cause);
        book.remember(dialect, prepared, lesson);
        if (lesson.change !== undefined) prepared.changes.add(lesson.change);
        refuseDegraded(context, prepared.changes, dialect.name);
        context.log.info({ cause: lesson.cause, model: prepared.model, backend: dialect.name }, 'request corrected');
        body = lesson.apply(body);
        continue;
      }
      const failed = toApiError(error, dialect.name);
      if (error instanceof UpstreamFailure && exchange.hasOtherKey(failed) && keys++ < MAX_KEYS) {
        context.log.warn({ type: failed.type, model: prepared.model, backend: dialect.name }, 'another key is tried');
        continue;
      }
      if (retries >= context.limits.retries || !worthRepeating(error, failed)) throw failed;
      retries++;
      await pauseBefore(failed, hangUp.signal);
    }
  }
}

function learn({ dialect, prepared }: ExchangeParts, error: unknown, body: unknown): Lesson<unknown> | undefined {
  if (!(error instanceof UpstreamFailure)) return undefined;
  try {
    return dialect.learn?.(error.failure, body, prepared);
  } catch {
    // A failure of no known form teaches nothing, and is told as what it is.
    return undefined;
  }
}

/** Only what may pass by itself, and only where the upstream does not ask for a longer wait than ours. */
function worthRepeating(error: unknown, { headers, status }: ApiError): boolean {
  if (!(error instanceof UpstreamFailure)) return status === 502;
  if (!RETRIED.has(error.failure.status)) return false;
  const wait = headers['retry-after'];
  if (error.failure.status === 429 && wait === undefined) return false;
  return Number(wait ?? 0) <= MAX_WAIT_SECONDS;
}

/** The rest of an answer behind what is known of it; `opening` is a first read that is still under way. */
async function* resume(
  known: readonly StreamEvent[],
  opening: Promise<IteratorResult<readonly StreamEvent[]>> | undefined,
  batches: AsyncGenerator<readonly StreamEvent[]>,
  backend: string,
): AsyncGenerator<readonly StreamEvent[], void> {
  yield known;
  try {
    const first = await opening;
    if (first?.done === false) yield first.value;
    if (first?.done !== true) yield* batches;
  } catch (error) {
    throw toApiError(error, backend);
  }
}

function toApiError(error: unknown, backend: string): ApiError {
  return error instanceof UpstreamFailure ? error.error : toConnectionError(error, backend);
}

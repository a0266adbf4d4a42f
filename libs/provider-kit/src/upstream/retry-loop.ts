import { setImmediate as nextTurn } from 'node:timers/promises';
import { ApiError, type StreamEvent } from '@gateway/protocol';
import { catchError, concat, defer, map, type Observable, of, switchMap, throwError, timer } from 'rxjs';
import { RequestCorrector } from '../corrections/request-corrector.js';
import type { Dialect } from '../dialect.types.js';
import type { Endpoint } from '../endpoint.types.js';
import type { Gate } from '../gate.js';
import { type NormalizedRequest, toResponseContext } from '../prepare/normalized-request.types.js';
import type { ProviderContext } from '../provider-context.types.js';
import { refuseDegraded } from '../refuse-degraded.js';
import { awaitStart, type StreamStart } from './buffered-stream.js';
import { UpstreamAttempt } from './upstream-attempt.js';
import { UpstreamError } from './to-connection-error.js';

/** A response whose first events are known, or that is committed without any. */
export interface CommittedReply {
  /** Headers of the upstream's response, where there is one. */
  readonly headers: Headers | undefined;
  /** The first item is available at once; what follows may fail with an `ApiError`. */
  readonly events: (gate: Gate) => Observable<readonly StreamEvent[]>;
}

export interface RetryLoopParts {
  readonly context: ProviderContext;
  readonly endpoint: Endpoint;
  readonly dialect: Dialect<unknown, unknown>;
  readonly normalized: NormalizedRequest;
  /** Writing it takes long enough for a tick of the event loop of its own. */
  readonly isLarge: boolean;
}

/** The longest wait that an upstream may ask for before a retry, in seconds; a longer one is left to the client. */
const MAX_WAIT_SECONDS = 2;
/** The most keys that one request is tried with. */
const MAX_KEYS = 10;
const RETRIED = new Set([502, 503, 429]);

/**
 * Sends the request until there is something to send to the client: a response with content, or an error. On the way
 * the request is corrected by the upstream's refusals, and repeated where that may help. A stream that stays silent is
 * committed after a while; from then on nothing is repeated. With `STRICT`, no request is sent that would lose
 * something in translation, and no correction is made that loses something.
 */
export function openReply(parts: RetryLoopParts): Observable<CommittedReply> {
  return defer(() => {
    const { context, dialect, normalized } = parts;
    const corrector = correctorOf(context, dialect, normalized);
    const body = corrector.applyKnown(dialect.toBody(normalized));
    refuseDegraded(context, normalized.changes, dialect.name);
    return new RetryLoop(parts, corrector).attempt(body);
  });
}

/** Corrects requests of this dialect. */
export function correctorOf(
  context: ProviderContext,
  dialect: Dialect<unknown, unknown>,
  normalized: NormalizedRequest,
): RequestCorrector<unknown, NormalizedRequest> {
  const target = { upstream: dialect.name, model: normalized.model };
  return new RequestCorrector({
    context,
    target,
    table: dialect.corrections,
    source: normalized,
    changes: normalized.changes,
  });
}

/** One request, however often it is sent. */
class RetryLoop {
  private readonly commitAt: number | undefined;
  private retries = 0;
  private keys = 1;

  constructor(
    private readonly parts: RetryLoopParts,
    private readonly corrector: RequestCorrector<unknown, NormalizedRequest>,
  ) {
    const { stream } = parts.normalized;
    const { commitAfter } = parts.context.limits;
    this.commitAt = stream && commitAfter > 0 ? Date.now() + commitAfter : undefined;
  }

  attempt(body: unknown): Observable<CommittedReply> {
    const { context, dialect, endpoint, normalized, isLarge } = this.parts;
    const path = dialect.path(normalized);
    return defer(() => {
      const requestContext = new UpstreamAttempt({ context, dialect, responseContext: toResponseContext(normalized) });
      const batches = requestContext.batches(async () => {
        if (isLarge) await nextTurn();
        return endpoint.sign({ path, model: normalized.model, session: normalized.session, body });
      });
      return awaitStart(batches, requestContext.gate, this.commitAt).pipe(
        map((start) => toCommittedReply(start, requestContext)),
        catchError((error: unknown) => this.recover(error, requestContext, body)),
      );
    });
  }

  private recover(error: unknown, requestContext: UpstreamAttempt, body: unknown): Observable<CommittedReply> {
    const { dialect, normalized, context } = this.parts;
    if (error instanceof UpstreamError) {
      const corrected = this.corrector.correct(error.failure, body);
      if (corrected !== undefined) return this.attempt(corrected);
    }
    const failed = toApiError(error);
    // A failure before anything is sent is not the upstream's, and repeating it does not help.
    if (failed === undefined) return throwError(() => error);
    if (error instanceof UpstreamError && requestContext.hasOtherKey(error) && this.keys++ < MAX_KEYS) {
      context.log.warn({ type: failed.type, model: normalized.model, backend: dialect.name }, 'another key is tried');
      return this.attempt(body);
    }
    if (this.retries >= context.limits.retries || !worthRepeating(error, failed)) return throwError(() => failed);
    this.retries++;
    return timer(toPause(failed)).pipe(switchMap(() => this.attempt(body)));
  }
}

function toCommittedReply(
  { silent, stream }: StreamStart<readonly StreamEvent[]>,
  requestContext: UpstreamAttempt,
): CommittedReply {
  const { writer } = requestContext.translation;
  if (silent) writer.open();
  const opening = writer.take();
  return {
    headers: requestContext.response?.headers,
    events: (gate) =>
      (opening.length > 0 ? concat(of(opening), stream.items(gate)) : stream.items(gate)).pipe(
        catchError((error: unknown) => {
          throw toApiError(error) ?? error;
        }),
      ),
  };
}

/**
 * Only a failure that may be temporary, and only where the upstream does not ask for a longer wait than the maximum.
 */
function worthRepeating(error: unknown, { headers, status }: ApiError): boolean {
  if (!(error instanceof UpstreamError)) return status === 502;
  if (!RETRIED.has(error.failure.status)) return false;
  const wait = headers['retry-after'];
  if (error.failure.status === 429 && wait === undefined) return false;
  return Number(wait ?? 0) <= MAX_WAIT_SECONDS;
}

function toApiError(error: unknown): ApiError | undefined {
  if (error instanceof UpstreamError) return error.error;
  return error instanceof ApiError ? error : undefined;
}

/**
 * Milliseconds to wait before a request is repeated: as long as the upstream asks, plus a random part, so that many
 * clients do not come back at once.
 */
export function toPause({ headers }: ApiError): number {
  return Number(headers['retry-after'] ?? 0) * 1000 + 100 + Math.random() * 200;
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StreamEvent } from '@gateway/protocol';
import { catchError, concat, defer, map, type Observable, of } from 'rxjs';
import { RequestCorrector } from '../corrections/request-corrector.js';
import type { Dialect } from '../dialect.types.js';
import type { Endpoint } from '../endpoint.types.js';
import type { Gate } from '../gate.js';
import { type NormalizedRequest, toResponseContext } from '../prepare/normalized-request.types.js';
import type { ProviderContext } from '../provider-context.types.js';
import type { Call } from '../provider.types.js';
import { refuseDegraded } from '../refuse-degraded.js';
import { toRepairError } from '../repair/to-repair-error.js';
import { awaitStart, type StreamStart } from './buffered-stream.js';
import { RetryLoop } from './retry-loop.js';
import { UpstreamError } from './to-upstream-error.js';
import { UpstreamAttempt } from './upstream-attempt.js';

/** An answer of which the first events are known, or that is committed without any. */
export interface CommittedReply {
  /** Headers of the upstream's response, where it has answered. */
  readonly headers: Headers | undefined;
  /** The first item is there at once; what follows may fail with an `ApiError`. */
  readonly events: (gate: Gate) => Observable<readonly StreamEvent[]>;
}

export interface ReplyParts {
  readonly context: ProviderContext;
  readonly endpoint: Endpoint;
  readonly dialect: Dialect<unknown, unknown>;
  readonly normalized: NormalizedRequest;
  readonly onPrompt?: Call['onPrompt'];
  /** Serializing it takes long enough to be given a tick of the event loop of its own. */
  readonly isLarge: boolean;
}

/** Statuses that may be others a moment later. */
const REPEATED: ReadonlySet<number> = new Set([502, 503, 429]);

/**
 * Sends the request until there is something to write to the client: the first events, or an error. A stream that
 * stays silent is committed after a while; from then on nothing is repeated. With `STRICT` nothing is sent that would
 * be carried with loss, and no correction made that loses something.
 */
export function openReply(parts: ReplyParts): Observable<CommittedReply> {
  return defer(() => {
    const { context, dialect, normalized } = parts;
    const { stream, model } = normalized;
    const corrector = correctorOf(context, dialect, normalized);
    const body = corrector.applyKnown(dialect.toBody(normalized));
    refuseDegraded(context, normalized.changes, dialect.name);
    const { commitAfter } = context.limits;
    const commitAt = stream && commitAfter > 0 ? Date.now() + commitAfter : undefined;
    const loop = new RetryLoop({ context, upstream: dialect.name, model, corrector, repeated: REPEATED });
    return loop.run(body, (sent) => {
      if (parts.onPrompt !== undefined && dialect.toPrompt !== undefined) parts.onPrompt(dialect.toPrompt(sent));
      return attemptReply(parts, sent, commitAt);
    });
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

function attemptReply(
  { context, dialect, endpoint, normalized, isLarge }: ReplyParts,
  body: unknown,
  commitAt: number | undefined,
): Observable<CommittedReply> {
  const { model, session } = normalized;
  const path = dialect.path(normalized);
  const attempt = new UpstreamAttempt({ context, dialect, responseContext: toResponseContext(normalized) });
  const batches = attempt.batches(async () => {
    if (isLarge) await nextTurn();
    return endpoint.sign({ path, model, session, body });
  });
  return awaitStart(batches, attempt.gate, commitAt).pipe(
    map((start) => toCommittedReply(start, attempt)),
    catchError((error: unknown) => {
      throw inRepairWords(error, body, dialect, normalized);
    }),
  );
}

/** The same error; the refusal of an image or a document in the words on which the client takes it out. */
function inRepairWords(
  error: unknown,
  sent: unknown,
  { corrections }: Dialect<unknown, unknown>,
  { request }: NormalizedRequest,
): unknown {
  if (!(error instanceof UpstreamError) || corrections === undefined) return error;
  const refusal = corrections.readRefusal(error.response);
  const repair = toRepairError({ refusal, error, request, sent });
  return repair === undefined ? error : error.as(repair);
}

function toCommittedReply(
  { silent, stream }: StreamStart<readonly StreamEvent[]>,
  { translation, response }: UpstreamAttempt,
): CommittedReply {
  const { writer } = translation;
  if (silent) writer.open();
  const opening = writer.take();
  return {
    headers: response?.headers,
    events: (gate) => (opening.length > 0 ? concat(of(opening), stream.items(gate)) : stream.items(gate)),
  };
}

import { ApiError } from '@gateway/protocol';
import { catchError, defer, map, type Observable, of, switchMap, throwError } from 'rxjs';
import type { Dialect } from '../dialect.types.js';
import type { Endpoint } from '../endpoint.types.js';
import type { BufferedResponse } from '../failure/buffered-response.types.js';
import type { NormalizedRequest } from '../prepare/normalized-request.types.js';
import type { ProviderContext } from '../provider-context.types.js';
import { allInTime, deadlineIn } from './in-time.js';
import { readBuffered } from './read-body.js';
import { sendInTime } from './send-in-time.js';
import { type AnsweredRequest, toUpstreamError } from './to-upstream-error.js';

export interface CountParts {
  readonly context: ProviderContext;
  readonly endpoint: Endpoint;
  readonly dialect: Dialect<unknown, unknown>;
  readonly normalized: NormalizedRequest;
}

/** Statuses of a failed count that are the client's to see; after any other the prompt is counted by the gateway. */
const REFUSED = new Set([401, 403, 404]);

/** Codes of a 404 that is about the model, and not about the path. */
const NO_SUCH_MODEL = /model_not_found|DeploymentNotFound|NOT_FOUND/;

/**
 * Tokens of the prompt as the upstream counts them; undefined where it has no way to count, or fails to.
 *
 * @throws UpstreamError where it refuses the key or the model
 */
export function countUpstream({ context, endpoint, dialect, normalized }: CountParts): Observable<number | undefined> {
  const question = dialect.toCount?.(normalized);
  if (question === undefined) return of(undefined);
  const { model, session } = normalized;
  return defer(() => endpoint.sign({ ...question, model, session })).pipe(
    switchMap((signed) =>
      sendInTime(signed, context, dialect.name).pipe(
        switchMap((response) => readBuffered(response)),
        map((response) => readCount(response, { dialect, normalized }, { upstream: dialect.name, signed })),
      ),
    ),
    allInTime(deadlineIn(context.limits.total)),
    catchError((error: unknown) => {
      if (error instanceof ApiError && REFUSED.has(error.status)) return throwError(() => error);
      context.log.info({ backend: dialect.name, reason: String(error) }, 'prompt counted locally');
      return of(undefined);
    }),
  );
}

function readCount(
  response: BufferedResponse,
  { dialect, normalized }: Pick<CountParts, 'dialect' | 'normalized'>,
  answered: AnsweredRequest,
): number | undefined {
  const { status, body } = response;
  const tokens = status < 300 ? dialect.readCount?.(body) : undefined;
  if (tokens !== undefined) return tokens;
  if (status === 404 && !NO_SUCH_MODEL.test(JSON.stringify(body))) return undefined;
  throw toUpstreamError(dialect.toError(response, normalized), response, answered);
}

import { catchError, defer, map, type Observable } from 'rxjs';
import type { SignedRequest } from '../endpoint.types.js';
import type { ProviderContext } from '../provider-context.types.js';
import { inTime } from './in-time.js';
import type { UpstreamResponse } from './send.types.js';
import { toConnectionError } from './to-connection-error.js';

/**
 * Sends a request; emits the head of the response, which may not take longer than the limits allow. This is where
 * failures of the connection are caught: head and bytes fail with an `ApiError` whose origin is the upstream.
 */
export function sendInTime(
  { url, init }: SignedRequest,
  context: ProviderContext,
  upstream: string,
): Observable<UpstreamResponse> {
  const caught = catchFailure(upstream);
  return defer(() => context.send(url, init)).pipe(
    inTime({ first: context.limits.firstByte, what: 'to answer' }),
    caught,
    map((response) => ({ ...response, bytes: (gate) => response.bytes(gate).pipe(caught) })),
  );
}

function catchFailure(upstream: string): <T>(source: Observable<T>) => Observable<T> {
  return <T>(source: Observable<T>) =>
    source.pipe(
      catchError((error: unknown): never => {
        throw toConnectionError(error, upstream);
      }),
    );
}

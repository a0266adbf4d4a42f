import { defer, map, type Observable } from 'rxjs';
import type { SignedRequest } from '../endpoint.types.js';
import type { ProviderContext } from '../provider-context.types.js';
import { inTime } from './in-time.js';
import type { UpstreamResponse } from './send.types.js';
import { toConnectionError } from './to-connection-error.js';

/**
 * Sends a request; emits the head of the response. Neither it nor the bytes after it may take longer than the limits
 * allow. This is where failures of the connection are caught: both fail with an `ApiError` whose origin is the upstream.
 */
export function sendInTime(
  { url, init }: SignedRequest,
  context: ProviderContext,
  upstream: string,
): Observable<UpstreamResponse> {
  const { firstByte: first, idle: each } = context.limits;
  const toError = (error: unknown): unknown => toConnectionError(error, upstream);
  const bytesInTime = { first, each, what: 'to send the next bytes', toError };
  return defer(() => context.send(url, init)).pipe(
    inTime({ first, what: 'to answer', toError }),
    map((response) => ({ ...response, bytes: (gate) => response.bytes(gate).pipe(inTime(bytesInTime, gate)) })),
  );
}

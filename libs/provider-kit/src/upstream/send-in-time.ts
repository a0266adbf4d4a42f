import { catchError, type Observable } from 'rxjs';
import type { SignedRequest } from '../endpoint.types.js';
import type { ProviderContext } from '../provider-context.types.js';
import { inTime } from './in-time.js';
import type { UpstreamResponse } from './send.types.js';
import { toConnectionError } from './to-connection-error.js';

/**
 * Sends a request; says the head of the answer, which may not take longer than the limits allow. Fails with an
 * `ApiError`.
 */
export function sendInTime(
  { url, init }: SignedRequest,
  context: ProviderContext,
  backend: string,
): Observable<UpstreamResponse> {
  return context.send(url, init).pipe(
    inTime({ first: context.limits.firstByte, what: 'to answer' }),
    catchError((error: unknown) => {
      throw toConnectionError(error, backend);
    }),
  );
}

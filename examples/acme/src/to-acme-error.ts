import { ApiError } from '@gateway/protocol';
import { type BufferedResponse, readRetryAfter, readUpstreamMessage, toErrorType } from '@gateway/provider-kit';

/** A failure of Acme's, `{"error": "…"}`, in the client's words. */
export function toAcmeError(failure: BufferedResponse): ApiError {
  const { body } = failure;
  const said = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
  const message = readUpstreamMessage(failure, typeof said === 'string' ? said : undefined);
  return new ApiError(toErrorType(failure.status), `[acme] ${message}`, {
    headers: readRetryAfter(failure.headers, message),
  });
}

import { HttpException } from '@nestjs/common';
import { ApiError, type ErrorType } from '@gateway/protocol';

const TYPES: Readonly<Record<number, ErrorType>> = {
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
};

/**
 * Any thrown value as an Anthropic error. An unexpected one becomes the cause of the error, which only the log shows.
 */
export function toApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  const status = statusOf(thrown);
  if (status >= 500) return new ApiError('api_error', 'internal error', { status, cause: thrown });
  const message = thrown instanceof HttpException ? thrown.message : 'the request could not be read';
  return new ApiError(TYPES[status] ?? 'invalid_request_error', message, { status, cause: thrown });
}

/** The status under which an error reaches the client. Nest and Express mark their errors with it; any other is a 500. */
export function statusOf(thrown: unknown): number {
  if (thrown instanceof HttpException) return thrown.getStatus();
  if (!(thrown instanceof Error) || !('status' in thrown)) return 500;
  return typeof thrown.status === 'number' && thrown.status >= 400 ? thrown.status : 500;
}

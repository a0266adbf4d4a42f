import { ApiError } from '@gateway/protocol';

/**
 * What reading an upstream's words threw. Dialects trust the wire to have its published form; where it has another,
 * their stumbling says no more than that.
 */
export function toUnreadableError(error: unknown, backend: string): ApiError {
  if (error instanceof ApiError) return error;
  const problem = `[${backend}] the upstream sent what cannot be understood`;
  return new ApiError('api_error', problem, { status: 502, cause: error });
}

import { ApiError } from '@gateway/protocol';

/** undici's and Node's codes of an upstream that did not respond in time. */
const TOO_SLOW = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);

/**
 * A failed connection to an upstream as the upstream's failure: a 502, or a 504 for a timeout. An `ApiError` keeps its
 * message. Any other message has the system's code and not the address, which may be internal.
 */
export function toConnectionError(error: unknown, upstream: string): ApiError {
  if (error instanceof ApiError) return error.origin === 'upstream' ? error : error.with({ origin: 'upstream' });
  const code = codeOf(error);
  if (code !== undefined && TOO_SLOW.has(code)) {
    return new ApiError('timeout_error', `[${upstream}] the upstream did not answer in time (${code})`, {
      cause: error,
      origin: 'upstream',
    });
  }
  const why = code === undefined ? '' : ` (${code})`;
  const message = `[${upstream}] the connection to the upstream failed${why}`;
  return new ApiError('api_error', message, { status: 502, cause: error, origin: 'upstream' });
}

function codeOf(error: unknown): string | undefined {
  for (let at = error; typeof at === 'object' && at !== null; at = (at as { cause?: unknown }).cause) {
    const { code } = at as { code?: unknown };
    if (typeof code === 'string') return code;
  }
  return undefined;
}

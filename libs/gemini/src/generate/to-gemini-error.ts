import { ApiError, type ErrorType } from '@gateway/protocol';
import {
  type ResponseContext,
  apiErrorStatus,
  readOverflow,
  readRetryAfter,
  readUpstreamMessage,
  toErrorType,
  toOutputLimitError,
  toOverflowError,
  type BufferedResponse,
} from '@gateway/provider-kit';
import type { GeminiTraits } from '../gemini-traits.js';
import { readGeminiProblem, type GeminiProblem } from './read-gemini-problem.js';
import { readOutputLimit } from './corrections/read-output-limit.js';

/** gRPC's status codes (google.rpc.Code), where they are more specific than the HTTP status. */
const BY_STATUS = new Map<string, ErrorType>(
  Object.entries({
    INVALID_ARGUMENT: 'invalid_request_error',
    FAILED_PRECONDITION: 'invalid_request_error',
    OUT_OF_RANGE: 'invalid_request_error',
    UNAUTHENTICATED: 'authentication_error',
    PERMISSION_DENIED: 'permission_error',
    NOT_FOUND: 'not_found_error',
    ABORTED: 'conflict_error',
    RESOURCE_EXHAUSTED: 'rate_limit_error',
    INTERNAL: 'api_error',
    UNAVAILABLE: 'overloaded_error',
    DEADLINE_EXCEEDED: 'timeout_error',
  }),
);

/** A failure of Google's API as an Anthropic error, by its status or by an error inside a 200 (contract §15, §16). */
export function toGeminiError(
  failure: BufferedResponse,
  requested: ResponseContext,
  upstream: string,
  { contextWindow }: Pick<GeminiTraits, 'contextWindow'>,
): ApiError {
  const problem = readGeminiProblem(failure.body);
  const message = readUpstreamMessage(failure, problem.message);
  const overflow = readOverflow(message);
  if (overflow !== undefined) {
    return toOverflowError(overflow, {
      model: requested.model,
      estimate: requested.writing.inputTokens,
      contextWindow,
    });
  }
  const most = readOutputLimit(message);
  if (most !== undefined && requested.maxTokens > most) return toOutputLimitError(requested, most);
  const type = toType(failure.status, problem);
  return new ApiError(type, `[${upstream}] ${message}`, {
    ...(type === 'api_error' ? { status: apiErrorStatus(failure.status) } : {}),
    headers: readRetryAfter(failure.headers, message, problem.retryDelay),
  });
}

function toType(status: number, { code, message, reason, status: word }: GeminiProblem): ErrorType {
  if (reason === 'API_KEY_INVALID') return 'authentication_error';
  if (message?.includes('User location is not supported') === true) return 'permission_error';
  return BY_STATUS.get(word ?? '') ?? toErrorType(code ?? status);
}

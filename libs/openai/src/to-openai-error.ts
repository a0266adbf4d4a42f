import { ApiError, type ErrorType } from '@gateway/protocol';
import {
  type Overflow,
  type ResponseContext,
  apiErrorStatus,
  readOutputLimit,
  readOverflow,
  readRateSize,
  readRetryAfter,
  readUpstreamMessage,
  toErrorType,
  toOutputLimitError,
  toOverflowError,
  type BufferedResponse,
} from '@gateway/provider-kit';
import { describeFilter, readFilterResult } from './describe-filter.js';
import type { OpenAiTraits } from './model-traits.js';
import { readOpenAiProblem, type OpenAiProblem } from './read-openai-problem.js';
import { toRateLimitHeaders } from './to-rate-limit-headers.js';

/**
 * Codes whose meaning differs from that of the status, or which come inside a 200 stream. The first that matches
 * counts.
 */
const BY_CODE: readonly (readonly [RegExp, ErrorType])[] = [
  [/^(insufficient_quota|billing_hard_limit_reached)$/, 'billing_error'],
  [/^invalid_api_key$/, 'authentication_error'],
  [/^(model_not_found|DeploymentNotFound)$/, 'not_found_error'],
  [/^rate_limit_exceeded$/, 'rate_limit_error'],
  [/^slow_down$/, 'overloaded_error'],
  [/^vector_store_timeout$/, 'timeout_error'],
  [/^(content_filter|invalid_prompt|data_residency_mismatch)$|_policy|image/, 'invalid_request_error'],
];

/** Overloaded for every client: OpenAI and Moonshot, Zhipu (1305), Mistral. */
const OVERLOADED = /(?:currently|temporarily|is) overloaded|Service tier capacity exceeded/i;

/** No waiting helps: MiniMax (1008), DeepSeek, Zhipu (1113) and others, some with a 429. */
const UNPAID = /insufficient (?:account )?(?:balance|credits?|funds)|余额不足|欠费|out of credits/i;

/**
 * A failure of OpenAI, Azure or a compatible server as an Anthropic error. The same for an HTTP status and for an
 * error object inside a stream, whose status is given as 200.
 */
export function toOpenAiError(
  failure: BufferedResponse,
  requested: ResponseContext,
  upstream: string,
  { inputWindow, contextWindow }: Partial<Pick<OpenAiTraits, 'inputWindow' | 'contextWindow'>> = {},
): ApiError {
  const problem = readOpenAiProblem(failure.body);
  const message = readUpstreamMessage(failure, problem.message);
  const overflow = failure.status === 413 ? undefined : readProblemOverflow(problem, message);
  if (overflow !== undefined) {
    const { inputTokens: estimate } = requested.writing;
    return toOverflowError(overflow, { model: requested.model, estimate, contextWindow: inputWindow ?? contextWindow });
  }
  const most = readOutputLimit(message, problem.param);
  if (most !== undefined && requested.maxTokens > most) return toOutputLimitError(requested, most);
  const type = toType(failure.status, problem);
  const headers = { ...toRateLimitHeaders(failure.headers, new Date()), ...readRetryAfter(failure.headers, message) };
  const status = type === 'api_error' ? { status: apiErrorStatus(failure.status) } : {};
  const explained = [message, problem.explanation].filter(Boolean).join(' ');
  return new ApiError(type, filtered(problem, message) ?? `[${upstream}] ${explained}`, { ...status, headers });
}

/** llama.cpp gives the figures in fields of their own too, and in older versions only there. */
function readProblemOverflow({ code, fields }: OpenAiProblem, message: string): Overflow | undefined {
  const overflow = readOverflow(message, code);
  if (overflow === undefined || overflow.M !== undefined) return overflow;
  const { n_prompt_tokens: prompt, n_ctx: window } = fields;
  return typeof prompt === 'number' && typeof window === 'number' ? { N: prompt, M: window } : overflow;
}

function toType(status: number, { code, type, message }: OpenAiProblem): ErrorType {
  // No waiting makes it fit: an error that asks to try again would be repeated for ever.
  if (readRateSize(message ?? '') !== undefined) return 'request_too_large';
  if (OVERLOADED.test(message ?? '')) return 'overloaded_error';
  if (UNPAID.test(message ?? '')) return 'billing_error';
  const byCode = BY_CODE.find(([pattern]) => pattern.test(code ?? '') || pattern.test(type ?? ''))?.[1];
  if (byCode !== undefined) return byCode;
  if (status !== 200) return toErrorType(status);
  // OpenRouter's code inside a 200 is the status that it stands for.
  if (Number(code) >= 400) return toErrorType(Number(code));
  return type === 'invalid_request_error' || (code ?? '').startsWith('invalid_')
    ? 'invalid_request_error'
    : 'api_error';
}

/** A prompt that Azure's filter blocked: Azure's first sentence and the categories. */
function filtered({ code, message, innererror }: OpenAiProblem, whole: string): string | undefined {
  if (code !== 'content_filter') return undefined;
  const found = describeFilter(readFilterResult(innererror));
  return `${(message ?? whole).split(/(?<=\.)\s/)[0] ?? whole}${found === '' ? '' : ` (filtered: ${found})`}`;
}

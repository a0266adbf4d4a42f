import type { StopReason } from '@gateway/protocol';
import { describeFilter } from '../describe-filter.js';
import type { ContentFilter, ResponseResult } from './responses.types.js';

export interface StopContext {
  /** The text of a refusal, where the model refused. */
  readonly refused?: string | undefined;
  /** The requested maximum of output tokens. */
  readonly maxTokens: number;
  /** Tokens of prompt and response together, where known. */
  readonly contextWindow?: number | undefined;
}

/**
 * Why a response ended, and a refusal's explanation (contract §11). MessageWriter decides whether a tool was called.
 */
export function toResponsesStop(
  response: ResponseResult,
  context: StopContext,
): { readonly reason: StopReason; readonly explanation?: string } {
  const incomplete = response.incomplete_details?.reason;
  if (incomplete === 'content_filter') {
    return { reason: 'refusal', explanation: explain(response.content_filters ?? []) };
  }
  if (context.refused !== undefined) return { reason: 'refusal', explanation: context.refused };
  if (incomplete !== 'max_output_tokens') return { reason: 'end_turn' };
  return { reason: isWindowFull(response, context) ? 'model_context_window_exceeded' : 'max_tokens' };
}

/** The response ended before the requested limit, at the end of the model's window. */
function isWindowFull({ usage }: ResponseResult, { maxTokens, contextWindow }: StopContext): boolean {
  const { input_tokens: input, output_tokens: output } = usage ?? {};
  if (contextWindow === undefined || typeof input !== 'number' || typeof output !== 'number') return false;
  return input + output >= contextWindow && output < maxTokens;
}

/** The categories of Azure's filters; OpenAI's own service does not report them. */
function explain(filters: readonly ContentFilter[]): string {
  const found = filters.map(({ content_filter_results: result }) => describeFilter(result ?? {})).filter(Boolean);
  return ["stopped by the provider's content filter", ...found].join(': ');
}

import type { StopReason } from '@gateway/protocol';
import { type FinishMeaning, readFinishWord } from '@gateway/provider-kit';
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

/** Reasons of an early end that end the turn (openai-node, `Response.IncompleteDetails`). */
const ENDS = new Map<string, StopReason>([
  ['max_messages', 'end_turn'],
  ['steered', 'end_turn'],
]);

/**
 * Why a response ended, and a refusal's explanation (contract §11). MessageWriter decides whether a tool was called.
 */
export function toResponsesStop(
  response: ResponseResult,
  context: StopContext,
): { readonly reason: Exclude<FinishMeaning, 'none'>; readonly explanation?: string } {
  const incomplete: string | undefined = response.incomplete_details?.reason ?? undefined;
  if (incomplete === 'content_filter') {
    return { reason: 'refusal', explanation: explain(response.content_filters ?? []) };
  }
  if (context.refused !== undefined) return { reason: 'refusal', explanation: context.refused };
  const meaning = ENDS.get(incomplete ?? '') ?? readFinishWord(incomplete);
  if (meaning === 'none') return { reason: 'end_turn' };
  if (meaning === 'refusal') return { reason: 'refusal', explanation: explain(response.content_filters ?? []) };
  if (meaning !== 'max_tokens') return { reason: meaning };
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

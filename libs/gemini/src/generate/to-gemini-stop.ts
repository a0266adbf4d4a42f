import type { StopReason } from '@gateway/protocol';
import type { GeminiFinishReason } from './generate.types.js';

/**
 * How a response ended: with a stop reason; `failed`: the model produced something that is no answer, and may do
 * better if asked again; `unclear`: well if anything was said, else not.
 */
export type GeminiStop = StopReason | 'failed' | 'unclear';

const STOPS: Readonly<Record<GeminiFinishReason, GeminiStop>> = {
  FINISH_REASON_UNSPECIFIED: 'end_turn',
  STOP: 'end_turn',
  MAX_TOKENS: 'max_tokens',
  // The rest would need a continuation token, which the client cannot carry.
  CONTINUATION: 'max_tokens',
  SAFETY: 'refusal',
  RECITATION: 'refusal',
  LANGUAGE: 'refusal',
  BLOCKLIST: 'refusal',
  PROHIBITED_CONTENT: 'refusal',
  SPII: 'refusal',
  IMAGE_SAFETY: 'refusal',
  IMAGE_PROHIBITED_CONTENT: 'refusal',
  IMAGE_RECITATION: 'refusal',
  OTHER: 'unclear',
  IMAGE_OTHER: 'unclear',
  NO_IMAGE: 'unclear',
  MALFORMED_FUNCTION_CALL: 'failed',
  UNEXPECTED_TOOL_CALL: 'failed',
  TOO_MANY_TOOL_CALLS: 'failed',
  MALFORMED_RESPONSE: 'failed',
};

/** What a finish reason means (contract §11); one that nobody knows yet ends the turn. */
export function toGeminiStop(reason: string): GeminiStop {
  return Object.hasOwn(STOPS, reason) ? STOPS[reason as GeminiFinishReason] : 'end_turn';
}

import type { StopReason } from '@gateway/protocol';
import { readFinishWord } from '@gateway/provider-kit';
import type { GeminiFinishReason } from './generate.types.js';

/**
 * How a response ended: with a stop reason; `failed`: the model produced no usable response, and may succeed at a
 * second attempt; `unclear`: a success if there was any content, else a failure.
 */
export type GeminiStop = StopReason | 'failed' | 'unclear';

/** Reasons of `@google/genai` 3.3.0 that the pinned version does not name. */
type NewFinishReason = 'ESCALATION' | 'MISSING_THOUGHT_SIGNATURE' | 'MODEL_ARMOR' | 'PUP_LIMITED_DISABLED';

const STOPS: Readonly<Record<GeminiFinishReason | NewFinishReason, GeminiStop>> = {
  FINISH_REASON_UNSPECIFIED: 'end_turn',
  STOP: 'end_turn',
  MAX_TOKENS: 'max_tokens',
  // With a token the answer goes on; without one this is all of it (contract §11).
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
  MODEL_ARMOR: 'refusal',
  ESCALATION: 'refusal',
  PUP_LIMITED_DISABLED: 'refusal',
  OTHER: 'unclear',
  IMAGE_OTHER: 'unclear',
  NO_IMAGE: 'unclear',
  MALFORMED_FUNCTION_CALL: 'failed',
  UNEXPECTED_TOOL_CALL: 'failed',
  TOO_MANY_TOOL_CALLS: 'failed',
  MALFORMED_RESPONSE: 'failed',
  MISSING_THOUGHT_SIGNATURE: 'failed',
};

/** The meaning of a finish reason (contract §11). */
export function toGeminiStop(reason: string): GeminiStop | 'unknown' {
  if (Object.hasOwn(STOPS, reason)) return STOPS[reason as GeminiFinishReason];
  const meaning = readFinishWord(reason);
  return meaning === 'none' ? 'end_turn' : meaning;
}

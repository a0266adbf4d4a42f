import type { Usage } from '@gateway/protocol';
import type { GeminiUsage } from './generate.types.js';

/**
 * Gemini's figures in Anthropic's terms, in tokens (contract §12): the prompt contains what came from the cache,
 * thoughts stand beside the answer. Undefined where the figures say nothing of the prompt: Vertex opens its
 * streams with such.
 */
export function toGeminiUsage(usage: GeminiUsage | undefined): Partial<Usage> | undefined {
  const prompt = usage?.promptTokenCount;
  if (typeof prompt !== 'number') return undefined;
  const toolUse = usage?.toolUsePromptTokenCount ?? 0;
  const cached = usage?.cachedContentTokenCount ?? 0;
  const thoughts = usage?.thoughtsTokenCount ?? 0;
  const answer =
    usage?.candidatesTokenCount ?? Math.max(0, (usage?.totalTokenCount ?? 0) - prompt - toolUse - thoughts);
  return {
    input_tokens: Math.max(0, prompt + toolUse - cached),
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: cached,
    output_tokens: answer + thoughts,
    ...(thoughts === 0 ? {} : { output_tokens_details: { thinking_tokens: thoughts } }),
  };
}

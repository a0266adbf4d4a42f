import { toCount, type Usage } from '@gateway/protocol';
import { toUsage } from '@gateway/provider-kit';
import type { GeminiUsage } from './generate.types.js';

/**
 * Gemini's figures in Anthropic's terms: the prompt includes what came from the cache, thoughts are counted apart from
 * the response. Undefined where the figures do not count the prompt: Vertex opens its streams with such figures.
 */
export function toGeminiUsage(usage: GeminiUsage | undefined): Partial<Usage> | undefined {
  if (typeof usage?.promptTokenCount !== 'number') return undefined;
  const count = (value: unknown): number => toCount(value) ?? 0;
  const prompt = count(usage.promptTokenCount) + count(usage.toolUsePromptTokenCount);
  const thoughts = count(usage.thoughtsTokenCount);
  const answer = toCount(usage.candidatesTokenCount) ?? Math.max(0, count(usage.totalTokenCount) - prompt - thoughts);
  return toUsage({
    prompt,
    cacheRead: usage.cachedContentTokenCount,
    output: answer + thoughts,
    thinking: thoughts,
  });
}

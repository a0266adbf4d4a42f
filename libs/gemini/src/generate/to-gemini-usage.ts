import { toCount, type Usage } from '@gateway/protocol';
import { toUsage } from '@gateway/provider-kit';
import type { GeminiUsage } from './generate.types.js';

/**
 * Gemini's figures in Anthropic's terms: the prompt includes what came from the cache, thoughts are counted apart from
 * the response. Undefined where the figures do not count the prompt: Vertex opens its streams with such figures.
 */
export function toGeminiUsage(usage: GeminiUsage | undefined): Partial<Usage> | undefined {
  const given = toCount(usage?.promptTokenCount);
  if (usage === undefined || given === undefined) return undefined;
  const prompt = given + (toCount(usage.toolUsePromptTokenCount) ?? 0);
  const thoughts = toCount(usage.thoughtsTokenCount) ?? 0;
  const total = toCount(usage.totalTokenCount) ?? 0;
  return toUsage({
    prompt,
    cacheRead: usage.cachedContentTokenCount,
    output: (toCount(usage.candidatesTokenCount) ?? Math.max(0, total - prompt - thoughts)) + thoughts,
    thinking: thoughts,
  });
}

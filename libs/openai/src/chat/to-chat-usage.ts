import type { Usage } from '@gateway/protocol';
import { toServiceTier } from '../to-service-tier.js';
import type { ChatUsage } from './chat.types.js';

/**
 * Tokens in Anthropic's way of counting: the prompt without what was read from or written to a cache. Details may
 * be missing or null; no figure is ever below zero.
 */
export function toChatUsage(usage: ChatUsage, tier: string | null | undefined): Partial<Usage> {
  const details = usage.prompt_tokens_details;
  const read = details?.cached_tokens ?? usage.prompt_cache_hit_tokens ?? 0;
  const written = details?.cache_write_tokens ?? 0;
  const thinking = usage.completion_tokens_details?.reasoning_tokens ?? usage.reasoning_tokens;
  return {
    input_tokens: Math.max(0, (usage.prompt_tokens ?? 0) - read - written),
    cache_read_input_tokens: read,
    cache_creation_input_tokens: written,
    output_tokens: usage.completion_tokens ?? 0,
    ...(thinking ? { output_tokens_details: { thinking_tokens: thinking } } : {}),
    service_tier: toServiceTier(tier),
  };
}

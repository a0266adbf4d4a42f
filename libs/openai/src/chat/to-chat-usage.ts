import { toCount, type Usage } from '@gateway/protocol';
import { toUsage } from '@gateway/provider-kit';
import { toServiceTier } from '../fields/to-service-tier.js';
import type { ChatUsage } from './chat.types.js';

/** The figures of a response in Anthropic's terms. Details may be missing or null; DeepSeek has them in other places. */
export function toChatUsage(usage: ChatUsage, tier: string | null | undefined): Partial<Usage> {
  const details = usage.prompt_tokens_details;
  return {
    ...toUsage({
      prompt: usage.prompt_tokens,
      cacheRead: toCount(details?.cached_tokens) ?? usage.prompt_cache_hit_tokens,
      cacheWritten: details?.cache_write_tokens,
      output: usage.completion_tokens,
      thinking: toCount(usage.completion_tokens_details?.reasoning_tokens) ?? usage.reasoning_tokens,
    }),
    service_tier: toServiceTier(tier),
  };
}

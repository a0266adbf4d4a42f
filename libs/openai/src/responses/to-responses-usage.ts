import type { Usage } from '@gateway/protocol';
import { toUsage } from '@gateway/provider-kit';
import { toServiceTier } from '../fields/to-service-tier.js';
import type { ResponseResult } from './responses.types.js';

/** The figures of a response in Anthropic's terms; any of them may be missing. */
export function toResponsesUsage({ usage, service_tier: tier }: ResponseResult): Partial<Usage> {
  return {
    ...toUsage({
      prompt: usage?.input_tokens,
      cacheRead: usage?.input_tokens_details?.cached_tokens,
      cacheWritten: usage?.input_tokens_details?.cache_write_tokens,
      output: usage?.output_tokens,
      thinking: usage?.output_tokens_details?.reasoning_tokens,
    }),
    service_tier: toServiceTier(tier),
  };
}

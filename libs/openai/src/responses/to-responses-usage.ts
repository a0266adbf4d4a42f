import type { Usage } from '@gateway/protocol';
import { toServiceTier } from '../to-service-tier.js';
import type { ResponseResult } from './responses.types.js';

/**
 * What the answer cost (contract §12); undefined where the upstream does not say. Anthropic's `input_tokens`
 * leave out what was read from or written to a cache.
 */
export function toResponsesUsage({ usage, service_tier: tier }: ResponseResult): Partial<Usage> | undefined {
  if (typeof usage?.input_tokens !== 'number') return undefined;
  const read = usage.input_tokens_details?.cached_tokens ?? 0;
  const written = usage.input_tokens_details?.cache_write_tokens ?? 0;
  const thinking = usage.output_tokens_details?.reasoning_tokens;
  return {
    input_tokens: Math.max(0, usage.input_tokens - read - written),
    cache_read_input_tokens: read,
    cache_creation_input_tokens: written,
    output_tokens: usage.output_tokens ?? 0,
    ...(thinking ? { output_tokens_details: { thinking_tokens: thinking } } : {}),
    service_tier: toServiceTier(tier),
  };
}

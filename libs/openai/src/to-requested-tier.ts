import type { NormalizedRequest } from '@gateway/provider-kit';
import type { OpenAiService } from './openai-service.types.js';

/** `standard_only` in OpenAI's words. A compatible server knows no tiers. */
export function toRequestedTier(
  { request, changes }: NormalizedRequest,
  { official }: OpenAiService,
): { readonly service_tier?: 'default' } {
  if (request.service_tier !== 'standard_only') return {};
  if (official) return { service_tier: 'default' };
  changes.add('accounting-field-dropped');
  return {};
}

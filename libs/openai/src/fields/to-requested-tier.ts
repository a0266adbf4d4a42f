import type { NormalizedRequest } from '@gateway/provider-kit';
import type { OpenAiService } from '../openai-service.types.js';

/** The tier for `standard_only`. A compatible server has no tiers. */
export function toRequestedTier(
  { request, changes }: NormalizedRequest,
  { official }: OpenAiService,
): { readonly service_tier?: 'default' } {
  if (request.service_tier !== 'standard_only') return {};
  if (official) return { service_tier: 'default' };
  changes.add('accounting-field-dropped');
  return {};
}

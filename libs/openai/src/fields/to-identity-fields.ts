import type { NormalizedRequest } from '@gateway/provider-kit';
import type { OpenAiService } from '../openai-service.types.js';

/** The fields of either API that identify the user. */
export interface IdentityFields {
  readonly prompt_cache_key?: string;
  readonly safety_identifier?: string;
  readonly user?: string;
}

/** The user's identity in the fields that this service accepts: never the raw id, and none for a compatible server. */
export function toIdentityFields(
  { identity, changes }: NormalizedRequest,
  { identifies }: OpenAiService,
): IdentityFields {
  const { cacheKey, user } = identity;
  if (identifies === 'nobody') {
    if (user !== undefined) changes.add('accounting-field-dropped');
    return {};
  }
  if (identifies === 'user') return user === undefined ? {} : { user };
  return { prompt_cache_key: cacheKey, ...(user === undefined ? {} : { safety_identifier: user }) };
}

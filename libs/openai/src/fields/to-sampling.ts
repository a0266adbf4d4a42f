import type { NormalizedRequest } from '@gateway/provider-kit';
import type { OpenAiEffort, OpenAiTraits } from '../model-traits.js';

/** `temperature` and `top_p`, where the model accepts them with this effort (contract §8.1). */
export function toSampling(
  { temperature, topP, topK, changes }: NormalizedRequest,
  { sampling }: OpenAiTraits,
  effort: OpenAiEffort | undefined,
): { temperature?: number; top_p?: number } {
  const taken = {
    always: true,
    never: false,
    'with-effort-none': effort === 'none',
    'without-effort': effort === undefined || effort === 'none',
  }[sampling];
  const requested = temperature !== undefined || topP !== undefined;
  if ((requested && !taken) || topK !== undefined) changes.add('sampling-dropped');
  if (!taken) return {};
  return { ...(temperature !== undefined && { temperature }), ...(topP !== undefined && { top_p: topP }) };
}

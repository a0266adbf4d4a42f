import type { Prepared } from '@gateway/provider-kit';
import type { OpenAiEffort, OpenAiTraits } from '../model-traits.js';

/** `temperature` and `top_p`, where the model takes them with this effort (contract §8.1). */
export function toSampling(
  { temperature, topP, changes }: Prepared,
  { sampling }: OpenAiTraits,
  effort: OpenAiEffort | undefined,
): { temperature?: number; top_p?: number } {
  if (temperature === undefined && topP === undefined) return {};
  const taken = {
    always: true,
    never: false,
    'with-effort-none': effort === 'none',
    'without-effort': effort === undefined,
  }[sampling];
  if (!taken) {
    changes.add('sampling-dropped');
    return {};
  }
  return { ...(temperature !== undefined && { temperature }), ...(topP !== undefined && { top_p: topP }) };
}

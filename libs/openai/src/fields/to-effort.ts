import type { Level } from '@gateway/provider-kit';
import { EFFORTS, type OpenAiEffort, type OpenAiTraits } from '../model-traits.js';

/**
 * The effort that is closest to the level and that the model accepts: the level itself, else the next one up, else the
 * next one down. Undefined: the field is left out.
 */
export function toEffort(level: Level, { efforts, off }: OpenAiTraits): OpenAiEffort | undefined {
  if (level === 'unset' || efforts.length === 0) return undefined;
  if (level === 'off') return off;
  const wanted = EFFORTS.indexOf(level);
  const nearest = [...EFFORTS.slice(wanted), ...EFFORTS.slice(1, wanted).reverse()];
  return nearest.find((effort) => efforts.includes(effort));
}

/** Whether this effort is the requested level. A model that cannot reason is off anyway. */
export function isAsAsked(sent: OpenAiEffort | undefined, level: Level, { reasoning }: OpenAiTraits): boolean {
  if (level === 'off') return !reasoning || sent === 'none';
  return level === 'unset' || sent === level;
}

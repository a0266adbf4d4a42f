import { findPreset, PRESETS } from '@gateway/presets';
import type { KindPreset } from '@gateway/provider-kit';
import type { OpenAiSettings } from './openai.settings.js';

/** The vendors and engines that are best spoken to over Chat, as kinds of named upstreams. */
export const OPENAI_KINDS: readonly KindPreset[] = PRESETS.filter(({ speaks }) => speaks === 'chat').map(
  ({ name, keyVariable, chat }) => ({
    name,
    values: { OPENAI_PRESET: name },
    aliases: { OPENAI_API_KEY: keyVariable },
    ...(keyVariable === undefined && { local: chat }),
  }),
);

/** Whether a key is missing: without an address of its own, all but the engines want one. */
export function needsKey({
  OPENAI_API_KEY: key,
  OPENAI_BASE_URL: url,
  OPENAI_PRESET: preset,
}: OpenAiSettings): boolean {
  if (key || url) return false;
  const known = findPreset(preset, undefined);
  return known === undefined || known.keyVariable !== undefined;
}

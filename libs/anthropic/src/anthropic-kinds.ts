import { PRESETS } from '@gateway/presets';
import type { KindPreset } from '@gateway/provider-kit';

/** The vendors whose own API in Anthropic's form is the better way to them, as kinds of named upstreams. */
export const ANTHROPIC_KINDS: readonly KindPreset[] = PRESETS.flatMap(({ name, keyVariable, anthropic, speaks }) =>
  speaks !== 'anthropic' || anthropic === undefined
    ? []
    : [
        {
          name,
          values: { ANTHROPIC_UPSTREAM_BASE_URL: anthropic },
          aliases: { ANTHROPIC_API_KEY: keyVariable },
        },
      ],
);

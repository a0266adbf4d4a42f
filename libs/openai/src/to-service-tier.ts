const TIERS = new Map<string, string>(
  Object.entries({ priority: 'priority', fast: 'priority', ultrafast: 'priority', flex: 'batch' }),
);

/** The tier an answer was given in, in Anthropic's words. */
export function toServiceTier(tier: string | null | undefined): string {
  return TIERS.get(tier ?? '') ?? 'standard';
}

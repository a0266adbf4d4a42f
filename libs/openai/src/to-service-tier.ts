const TIERS = new Map<string, string>(Object.entries({ priority: 'priority', flex: 'batch' }));

/** The tier a response was given in, in Anthropic's words. */
export function toServiceTier(tier: string | null | undefined): string {
  return TIERS.get(tier ?? '') ?? 'standard';
}

const TIERS = new Map<string, string>(Object.entries({ priority: 'priority', flex: 'batch' }));

/** The service tier of a response, in Anthropic's terms. */
export function toServiceTier(tier: string | null | undefined): string {
  return TIERS.get(tier ?? '') ?? 'standard';
}

const TIERS: Readonly<Record<string, string>> = { priority: 'priority', flex: 'batch' };

/** The tier an answer was given in, in Anthropic's words. */
export function toServiceTier(tier: string | null | undefined): string {
  return TIERS[tier ?? ''] ?? 'standard';
}

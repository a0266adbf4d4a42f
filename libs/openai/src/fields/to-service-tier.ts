/** Tiers that cost more than the standard one, and OpenAI's cheap one, in Anthropic's words (contract §9.3). */
const TIERS = new Map([
  ['priority', 'priority'],
  ['fast', 'priority'],
  ['ultrafast', 'priority'],
  ['flex', 'batch'],
]);

/** The service tier of a response, in Anthropic's terms. */
export function toServiceTier(tier: string | null | undefined): string {
  return TIERS.get(tier ?? '') ?? 'standard';
}

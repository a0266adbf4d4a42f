/** The prefix of Claude Code's block for Anthropic's billing; it is no part of the prompt. */
const ATTRIBUTION = 'x-anthropic-billing-header:';

/** Whether the text of a system block is Claude Code's attribution for billing, which differs from request to request. */
export function isAttribution(text: unknown): boolean {
  return typeof text === 'string' && text.startsWith(ATTRIBUTION);
}

import type { ForwardingLimits } from '@gateway/anthropic';

/**
 * Values of `anthropic-beta` that Claude accepts on Vertex AI, as of 2026-11. Any other is a 400 "Unexpected value(s)"
 * for the whole request (anthropics/claude-code#34802, #21625, #12429), so an unlisted one is not sent. One that a
 * single model refuses is left out for that model after its refusal.
 * Sources: `vertex_ai` in BerriAI/litellm's anthropic_beta_headers_config.json, commit 030dd40a; for tool search
 * Anthropic's documentation, "Tool search tool", which names another beta on Google Cloud than on its own API. Not
 * listed although Claude Code sends them: `effort-2025-11-24` and `prompt-caching-scope-2026-01-05` (refused there),
 * `request-tags-2026-08-21` (contract §4), `claude-code-20250219` (no meaning for the model).
 */
const MESSAGES = [
  'compact-2026-01-12',
  'compact-2026-09-04',
  'computer-use-2025-01-24',
  'computer-use-2025-11-24',
  'context-1m-2025-08-07',
  'context-management-2025-06-27',
  'dangerous-tool-use-2026-09-03',
  'interleaved-thinking-2025-05-14',
  'per-turn-control-2026-07-01',
  'thinking-binding-controls-2026-08-01',
  'thinking-display-updates-2026-08-18',
  'tool-search-tool-2025-10-19',
  'web-search-2025-03-05',
];

/** Betas that have another name there. */
const RENAMED: readonly (readonly [string, string])[] = [
  ['advanced-tool-use-2025-11-20', 'tool-search-tool-2025-10-19'],
];

export const VERTEX_BETAS: ForwardingLimits['betas'] = {
  messages: new Map([...MESSAGES.map((beta) => [beta, beta] as const), ...RENAMED]),
  // A count also refuses betas that a message accepts (anthropics/claude-code#11154, #12429).
  count_tokens: new Map(),
};

/** What was found about one tool call (beta `dangerous-tool-use-2026-09-03`, contract §27). */
export type ToolUseVerdict =
  | { readonly type: 'evaluated'; readonly outcome: 'not_flagged' }
  | { readonly type: 'evaluated'; readonly outcome: 'flagged'; readonly explanation: string }
  | { readonly type: 'unavailable'; readonly reason: 'timeout' | 'error' };

/** What was found about all tool calls of an answer. `tool_uses` has the ids of the calls as keys. */
export type SafeguardStatus =
  | { readonly type: 'available'; readonly tool_uses: Readonly<Record<string, ToolUseVerdict>> }
  | { readonly type: 'unavailable'; readonly reason: 'error' | 'rate_limited' };

export interface SafeguardResult {
  readonly type: 'dangerous_tool_use';
  readonly status: SafeguardStatus;
}

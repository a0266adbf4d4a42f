import type { StopReason } from '@gateway/protocol';

const REASONS = new Map<string, StopReason>(
  Object.entries({
    tool_calls: 'tool_use',
    function_call: 'tool_use',
    length: 'max_tokens',
    content_filter: 'refusal',
  }),
);

/**
 * Why the response ended; an unknown reason counts as `stop`. Whether `stop` and `tool_calls` mean a tool call is
 * decided by MessageWriter, which knows if there was one. `full`: prompt and response together filled the context
 * window.
 */
export function toChatStop(finish: string | undefined, full: boolean): StopReason {
  const reason = REASONS.get(finish ?? '') ?? 'end_turn';
  return reason === 'max_tokens' && full ? 'model_context_window_exceeded' : reason;
}

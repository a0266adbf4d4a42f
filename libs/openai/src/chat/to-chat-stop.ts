import type { StopReason } from '@gateway/protocol';
import { type FinishMeaning, readFinishWord } from '@gateway/provider-kit';

/**
 * What a finish reason means. Whether `stop` and `tool_calls` mean a tool call is decided by MessageWriter, which knows if
 * there was one.
 *
 * @param isFull prompt and answer together filled the context window
 */
export function toChatStop(finish: string | undefined, isFull: boolean): FinishMeaning {
  const meaning = readFinishWord(finish);
  return meaning === 'max_tokens' && isFull ? 'model_context_window_exceeded' : meaning;
}

const LIMITS: ReadonlySet<FinishMeaning> = new Set<StopReason>(['max_tokens', 'model_context_window_exceeded']);

/** Whether an answer with this finish reason was cut off at a limit. */
export function isCutOff(finish: unknown): boolean {
  return LIMITS.has(readFinishWord(finish));
}

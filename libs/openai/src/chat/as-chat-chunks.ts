import { normaliseArguments } from '@gateway/protocol';
import type { ChatChunk, ChatDelta, ChatToolCall } from './chat.types.js';

/**
 * A whole reply as one chunk. Only here can arguments be normalised before anything is said: an object instead of
 * its text, JSON in a JSON string, a small fault. What a limit cut off is left as it is.
 */
export function asChatChunks(reply: unknown): readonly ChatChunk[] {
  const whole = reply as ChatChunk;
  const choices = (whole.choices ?? []).map((choice) => {
    const { message, finish_reason: finish } = choice;
    return { ...choice, delta: message && (finish === 'length' ? message : normalised(message)), message: null };
  });
  return [{ ...whole, choices }];
}

function normalised(message: ChatDelta): ChatDelta {
  const clean = <T extends ChatToolCall['function']>(called: T): T =>
    called && { ...called, arguments: normaliseArguments(called.arguments) };
  return {
    ...message,
    tool_calls: message.tool_calls?.map((call, i) => ({ ...call, index: i, function: clean(call.function) })),
    function_call: clean(message.function_call),
  };
}

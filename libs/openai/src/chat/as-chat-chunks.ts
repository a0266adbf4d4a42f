import { normaliseArguments } from '@gateway/protocol';
import { isJson } from '../is-json.js';
import type { ChatChunk, ChatDelta, ChatToolCall } from './chat.types.js';
import { readToolCalls } from './read-tool-calls.js';
import { isCutOff } from './to-chat-stop.js';

/**
 * A whole reply as one chunk. Only a whole reply allows to normalise arguments before anything is sent: an object
 * instead of its text, JSON in a JSON string, a small fault. A call that a limit cut off is left out (contract §10.1).
 */
export function asChatChunks(reply: unknown): readonly ChatChunk[] {
  const whole = reply as ChatChunk;
  const choices = (whole.choices ?? [])
    .filter((choice) => choice !== null)
    .map((choice) => {
      const { message, finish_reason: finish } = choice;
      return {
        ...choice,
        delta: message && normalised(isCutOff(finish) ? finished(message) : message),
        message: null,
      };
    });
  return [{ ...whole, choices }];
}

function normalised(message: ChatDelta): ChatDelta {
  const clean = <T extends ChatToolCall['function']>(called: T): T =>
    called && { ...called, arguments: normaliseArguments(called.arguments) };
  return {
    ...message,
    tool_calls: readToolCalls(message.tool_calls).map((call, i) => ({
      ...call,
      index: i,
      function: clean(call.function),
    })),
    function_call: clean(message.function_call),
  };
}

/** The message without a call whose arguments were cut off, also before their first character. */
function finished(message: ChatDelta): ChatDelta {
  const { tool_calls: calls, function_call: call, ...rest } = message;
  const isWhole = (called: ChatToolCall['function']): boolean => {
    const args = called?.arguments;
    return typeof args === 'string' ? isJson(args) : args !== undefined && args !== null;
  };
  return {
    ...rest,
    tool_calls: readToolCalls(calls).filter((each) => isWhole(each.function)),
    ...(isWhole(call) && { function_call: call }),
  };
}

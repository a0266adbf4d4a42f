import { isObject } from '@gateway/protocol';
import type { ChatToolCall } from './chat.types.js';

/**
 * The entries of `tool_calls` in OpenAI's form: servers also send one object in place of the list, nulls in it, and
 * calls without the object `function`, whose fields then stand in the call itself.
 */
export function readToolCalls(value: unknown): readonly ChatToolCall[] {
  const entries: readonly unknown[] = Array.isArray(value) ? value : [value];
  return entries.filter(isObject).map((entry: ChatToolCall): ChatToolCall => {
    if (isObject(entry.function)) return entry;
    const { name, arguments: args, ...rest } = entry;
    return { ...rest, function: { name, arguments: args } };
  });
}

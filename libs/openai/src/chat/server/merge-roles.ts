import type { ChatBody } from '../chat.types.js';
import { type ChatMessage, withMessages } from './chat-messages.js';
import { joinContents } from './join-contents.js';

/** Neighbouring messages of the user, or of the assistant, as one, for templates that want the two in turn. */
export function mergeRoles(body: ChatBody): ChatBody {
  return withMessages(body, (messages) => {
    const merged: ChatMessage[] = [];
    for (const message of messages) {
      const last = merged.at(-1);
      if (last !== undefined && canJoin(last, message)) merged[merged.length - 1] = join(last, message);
      else merged.push(message);
    }
    return merged;
  });
}

/** An assistant message with calls is followed by their results: only what stands before it can join it. */
function canJoin(last: ChatMessage, next: ChatMessage): boolean {
  if (last.role !== next.role) return false;
  return last.role === 'user' || (last.role === 'assistant' && last.tool_calls === undefined);
}

function join(last: ChatMessage, next: ChatMessage): ChatMessage {
  const { content } = next;
  return { ...last, ...next, content: content === null ? last.content : joinContents(last.content, content) };
}

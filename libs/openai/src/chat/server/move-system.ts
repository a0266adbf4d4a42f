import type { ChatBody } from '../chat.types.js';
import { type ChatMessage, withMessages } from './chat-messages.js';
import { joinContents } from './join-contents.js';

/** The system prompt at the beginning of the first user message, for templates that have no role for it. */
export function moveSystem(body: ChatBody): ChatBody {
  return withMessages(body, (messages) => {
    const [first, next, ...rest] = messages;
    if (first === undefined || (first.role !== 'system' && first.role !== 'developer')) return messages;
    const prompt: ChatMessage = { role: 'user', content: first.content };
    if (next === undefined) return [prompt];
    if (next.role !== 'user') return [prompt, next, ...rest];
    return [{ ...next, content: joinContents(prompt.content, next.content) }, ...rest];
  });
}

import type { ChatBody } from '../chat.types.js';
import { type ChatMessage, withMessages } from './chat-messages.js';
import { joinContents } from './join-contents.js';

const SYSTEM_ROLES = new Set<unknown>(['system', 'developer']);

/**
 * System messages behind the first message as reminders of the user, each within the user message beside it: templates
 * that want the system message first often want the roles to take turns as well (contract §5.1).
 */
export function wrapSystem(body: ChatBody): ChatBody {
  return withMessages(body, (messages) => {
    if (!messages.some(isBetween)) return messages;
    const wrapped: ChatMessage[] = [];
    let reminded = false;
    messages.forEach((message, i) => {
      const reminder = isBetween(message, i);
      const next = reminder ? toReminder(message) : message;
      const last = wrapped.at(-1);
      const joins = (reminder || reminded) && last?.role === 'user' && next.role === 'user';
      if (joins) wrapped[wrapped.length - 1] = { ...last, content: joinContents(last.content, next.content) };
      else wrapped.push(next);
      reminded = reminder;
    });
    return wrapped;
  });
}

function isBetween({ role }: ChatMessage, i: number): boolean {
  return i > 0 && SYSTEM_ROLES.has(role);
}

function toReminder({ content }: ChatMessage): ChatMessage {
  return { role: 'user', content: `<system-reminder>\n${String(content)}\n</system-reminder>` };
}

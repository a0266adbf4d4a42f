import type { ChatBody } from '../chat.types.js';
import { type ChatMessage, withMessages } from './chat-messages.js';

/** What the assistant says between a tool result and the user's next words. */
const BRIDGE: ChatMessage = { role: 'assistant', content: 'OK.' };

/** A message of the assistant between results and a user message, for templates that refuse the two together. */
export function bridgeResults(body: ChatBody): ChatBody {
  return withMessages(body, (messages) =>
    messages.flatMap((message, i) =>
      message.role === 'user' && messages[i - 1]?.role === 'tool' ? [BRIDGE, message] : [message],
    ),
  );
}

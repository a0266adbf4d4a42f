import type { JsonObject } from '@gateway/protocol';
import type { ChatBody } from '../chat.types.js';
import { mapMessages } from './chat-messages.js';

/** Messages of nothing but text parts as one string each, for servers that take strings only (contract §5.3). */
export function joinTextParts(body: ChatBody): ChatBody {
  return mapMessages(body, (message) => {
    const { content } = message;
    if (!Array.isArray(content)) return message;
    const parts = content as readonly JsonObject[];
    if (!parts.every(({ type }) => type === 'text')) return message;
    return { ...message, content: parts.map(({ text }) => text).join('\n\n') };
  });
}

import type { JsonObject } from '@gateway/protocol';
import type { ChatBody } from '../chat.types.js';
import { mapMessages } from './chat-messages.js';

const NOTE = { type: 'text', text: '[image omitted: this model takes no images]' };

/** A note in place of each image, for servers without eyes. */
export function omitImages(body: ChatBody): ChatBody {
  return mapMessages(body, (message) => {
    const { content } = message;
    if (!Array.isArray(content) || !(content as readonly JsonObject[]).some(isImage)) return message;
    return { ...message, content: (content as readonly JsonObject[]).map((part) => (isImage(part) ? NOTE : part)) };
  });
}

function isImage({ type }: JsonObject): boolean {
  return type === 'image_url';
}

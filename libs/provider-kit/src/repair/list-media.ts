import { isObject, type MessagesRequest } from '@gateway/protocol';
import type { MediaKind } from './repair-wordings.js';

/** An image or a document that stands in a request as a file. */
export interface MediaBlock {
  readonly kind: MediaKind;
  /** Its place in the client's request, in the form of Anthropic's errors. */
  readonly place: string;
  /** Its bytes in base64, or its address. */
  readonly content: string;
}

/** Every image and document of a request in the order of its messages, those in tool results included. */
export function listMedia({ messages }: Pick<MessagesRequest, 'messages'>): readonly MediaBlock[] {
  return messages.flatMap(({ content }, n) => inBlocks(content, `messages.${n}.content`));
}

function inBlocks(blocks: unknown, path: string): readonly MediaBlock[] {
  if (!Array.isArray(blocks)) return [];
  return blocks.flatMap((block: unknown, m): readonly MediaBlock[] => {
    if (!isObject(block)) return [];
    const { type, source, content } = block;
    if (type === 'tool_result') return inBlocks(content, `${path}.${m}.tool_result.content`);
    if ((type !== 'image' && type !== 'document') || !isObject(source)) return [];
    const given = source.type === 'url' ? source.url : source.type === 'base64' ? source.data : undefined;
    return typeof given === 'string' ? [{ kind: type, place: `${path}.${m}.${type}`, content: given }] : [];
  });
}

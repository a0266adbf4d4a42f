import type { ContentBlock } from '@gateway/protocol';

/** The content blocks of a message or a tool result; none where the content is a text or no content at all. */
export function readBlocks({ content }: { content?: string | readonly ContentBlock[] }): readonly ContentBlock[] {
  return typeof content === 'string' ? [] : (content ?? []);
}

import type { MessageParam } from '@gateway/protocol';
import { readBlocks } from './read-blocks.js';

const MAX_RESULT_LENGTH = 200;

/** The beginning of the text of a message's tool result; undefined where there is none. */
export function readResult(message: MessageParam | undefined): string | undefined {
  const result = message && readBlocks(message).find(({ type }) => type === 'tool_result');
  if (result?.type !== 'tool_result') return undefined;
  const { content } = result;
  const texts = readBlocks(result).flatMap((block) => (block.type === 'text' ? [block.text] : []));
  const text = typeof content === 'string' ? content : texts.join('\n');
  return text.length > MAX_RESULT_LENGTH ? `${text.slice(0, MAX_RESULT_LENGTH)} …` : text;
}

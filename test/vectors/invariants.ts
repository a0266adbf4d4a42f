import { isRecord } from '../kit/judge/is-record.js';
import { judgeStream } from '@gateway/testing';
import type { StreamEvent } from './read-stream.js';

/** What holds for a whole stream: the name by which a vector asks for it, and what is wrong where it does not. */
export const INVARIANTS: Readonly<Record<string, (events: readonly StreamEvent[], stream: string) => string[]>> = {
  /** The grammar of Anthropic's streams, with the input of whole calls and without empty text blocks. */
  standard: (_, stream) => judgeStream(stream),
  'tool-json': (_, stream) => judgeStream(stream),
  'no-empty-text': (_, stream) => judgeStream(stream),
  /** At least two deltas of text: the answer was streamed, not buffered. */
  incremental: (events) =>
    events.filter(({ delta }) => isRecord(delta) && delta.type === 'text_delta').length >= 2
      ? []
      : ['the text was not streamed'],
  'error-last': (events) => (events.at(-1)?.type === 'error' ? [] : ['the last event is no error']),
  'no-thinking': (events) =>
    events.some(({ content_block: block }) => isRecord(block) && block.type === 'thinking')
      ? ['there is a thinking block']
      : [],
};

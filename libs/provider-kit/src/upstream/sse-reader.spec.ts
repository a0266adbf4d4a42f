import { describe, expect, it } from '@jest/globals';
import { SseReader } from './sse-reader.js';

const STREAMS: readonly (readonly [string, string, readonly string[]])[] = [
  ['line feeds', 'data: a\n\ndata: b\n\n', ['a', 'b']],
  ['carriage returns and line feeds', 'data: a\r\n\r\ndata: b\r\n\r\n', ['a', 'b']],
  ['carriage returns alone', 'data: a\r\rdata: b\r\r', ['a', 'b']],
  ['no space after the colon', 'data:a\n\n', ['a']],
  ['data over several lines', 'data: a\ndata: b\n\n', ['a\nb']],
  ['comments and event names', ': ping\n\nevent: x\ndata: a\n\n: OPENROUTER PROCESSING\n\n', ['a']],
  ['no blank line at the end', 'data: a\n\ndata: b', ['a', 'b']],
  ['characters of several bytes', 'data: žluťoučký 🐎\n\n', ['žluťoučký 🐎']],
];

describe('SseReader', () => {
  it.each(STREAMS)('%s, cut at every byte', (_, stream, expected) => {
    const bytes = new TextEncoder().encode(stream);
    for (let cut = 0; cut <= bytes.length; cut++) {
      const reader = new SseReader();
      const read = [...reader.push(bytes.subarray(0, cut)), ...reader.push(bytes.subarray(cut)), ...reader.end()];
      expect(read).toEqual(expected);
    }
  });

  it('reads byte by byte what it reads at once', () => {
    for (const [, stream, expected] of STREAMS) {
      const reader = new SseReader();
      const read = [...new TextEncoder().encode(stream)].flatMap((byte) => reader.push(Uint8Array.of(byte)));
      expect([...read, ...reader.end()]).toEqual(expected);
    }
  });
});

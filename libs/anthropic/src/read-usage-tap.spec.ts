import { describe, expect, it } from '@jest/globals';
import type { AnswerFacts } from '@gateway/provider-kit';
import { readUsageTap } from './read-usage-tap.js';

const START = {
  type: 'message_start',
  message: { usage: { input_tokens: 12, cache_read_input_tokens: 5, output_tokens: 1 } },
};
const DELTA = { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: '"message_delta" é' } };
const LAST = {
  type: 'message_delta',
  delta: { stop_reason: 'end_turn' },
  usage: { output_tokens: 44, input_tokens: null },
};
const STREAM = [START, { type: 'ping' }, DELTA, LAST, { type: 'message_stop' }]
  .map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
  .join('');

function read(_label: string, text: string, size = text.length): AnswerFacts {
  const tap = readUsageTap();
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) tap.push(bytes.subarray(at, at + size));
  return tap.end();
}

describe('readUsageTap', () => {
  it.each([1, 7, 64, 10_000])('reads a stream in pieces of %d bytes', (size) => {
    expect(read('text/event-stream; charset=utf-8', STREAM, size)).toEqual({
      usage: { input_tokens: 12, cache_read_input_tokens: 5, output_tokens: 44 },
      stopReason: 'end_turn',
    });
  });

  it('estimates the output of a stream that breaks off', () => {
    const long = { ...DELTA, delta: { type: 'text_delta', text: 'x'.repeat(400) } };
    const frame = `event: content_block_delta\ndata: ${JSON.stringify(long)}\n\n`;
    const cut = STREAM.slice(0, STREAM.indexOf('event: message_delta')) + frame.repeat(10);
    for (const size of [frame.length, 100_000]) {
      const { usage } = read('text/event-stream', cut, size);
      expect(usage).toMatchObject({ input_tokens: 12, cache_read_input_tokens: 5 });
      expect(Math.abs(usage!.output_tokens! - 1000)).toBeLessThan(100);
    }
  });

  it('reads a whole answer', () => {
    const usage = { input_tokens: 3, output_tokens: 4 };
    const body = JSON.stringify({ type: 'message', stop_reason: 'tool_use', usage });
    expect(read('application/json', body, 5)).toEqual({ usage, stopReason: 'tool_use' });
  });

  it.each([
    { what: 'no JSON', type: 'application/json', text: '<html>' },
    { what: 'no object', type: 'application/json', text: 'null' },
    { what: 'nothing', type: 'application/json', text: '' },
    { what: 'an event that is no JSON', type: 'text/event-stream', text: 'data: "message_start" {\n\n' },
    {
      what: 'a whole answer beyond its memory',
      type: 'application/json',
      text: `{"stop_reason":"${'x'.repeat(9e6)}"}`,
    },
  ])('knows nothing of $what', ({ type, text }) => {
    expect(read(type, text, 100_000)).toEqual({});
  });
});

describe('a label that is wrong', () => {
  it.each(['application/json', 'application/octet-stream', ''])('is not what a stream is read by: %j', (label) => {
    for (const size of [1, 7, 10_000]) expect(read(label, STREAM, size)).toMatchObject({ stopReason: 'end_turn' });
  });

  it('is not what a whole answer is read by', () => {
    const text = ' \n{"usage":{"input_tokens":3,"output_tokens":4},"stop_reason":"end_turn"}';
    for (const size of [1, 10_000]) {
      expect(read('text/event-stream', text, size)).toMatchObject({ usage: { output_tokens: 4 } });
    }
  });
});

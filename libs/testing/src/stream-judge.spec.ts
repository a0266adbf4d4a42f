import { describe, expect, it } from '@jest/globals';
import { judgeStream } from './stream-judge.js';

type Event = Record<string, unknown>;

const usage = { input_tokens: 3, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 1 };
const start = (message: Event = {}): Event => ({
  type: 'message_start',
  message: {
    id: 'msg_0123456789abcdefABCDEFGH',
    type: 'message',
    role: 'assistant',
    model: 'claude-test',
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage,
    ...message,
  },
});
const open = (index: number, block: Event): Event => ({ type: 'content_block_start', index, content_block: block });
const delta = (index: number, type: string, rest: Event): Event => ({
  type: 'content_block_delta',
  index,
  delta: { type, ...rest },
});
const stop = (index: number): Event => ({ type: 'content_block_stop', index });
const ending = (reason: string, rest: Event = {}): Event => ({
  type: 'message_delta',
  delta: { stop_reason: reason, stop_sequence: null, ...rest },
  usage,
});
const end: Event = { type: 'message_stop' };
const ping: Event = { type: 'ping' };
const failure: Event = {
  type: 'error',
  error: { type: 'overloaded_error', message: 'busy' },
  request_id: 'req_0123456789abcdefABCDEFGH',
};
const textBlock = (index: number): Event[] => [
  open(index, { type: 'text', text: '' }),
  delta(index, 'text_delta', { text: 'Hi' }),
  stop(index),
];
const thinkingBlock = (index: number): Event[] => [
  open(index, { type: 'thinking', thinking: '', signature: '' }),
  delta(index, 'thinking_delta', { thinking: 'so' }),
  delta(index, 'signature_delta', { signature: 'gw1.rc.e30' }),
  stop(index),
];
const callBlock = (index: number, id = 'toolu_1', json = '{"a":1}'): Event[] => [
  open(index, { type: 'tool_use', id, name: 'Read', input: {} }),
  delta(index, 'input_json_delta', { partial_json: json }),
  stop(index),
];
const searchBlocks = (index: number): Event[] => [
  open(index, { type: 'server_tool_use', id: 'srvtoolu_gw_1', name: 'web_search', input: {} }),
  delta(index, 'input_json_delta', { partial_json: '{"query":"q"}' }),
  stop(index),
  open(index + 1, { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_gw_1', content: [] }),
  stop(index + 1),
];

describe('judgeStream, events', () => {
  it.each<[string, Event[]]>([
    ['no blocks', [start(), ping, ending('end_turn'), end]],
    ['text', [start(), ...textBlock(0), ping, ending('end_turn'), end]],
    [
      'every kind of block',
      [start(), ...thinkingBlock(0), ...searchBlocks(1), ...textBlock(3), ...callBlock(4), ending('tool_use'), end],
    ],
    ['a call without arguments', [start(), ...callBlock(0, 'toolu_1', ''), ending('tool_use'), end]],
    ['a last call cut by the limit', [start(), ...callBlock(0, 'toolu_1', '{"a'), ending('max_tokens'), end]],
    ['a failure in an open block', [start(), open(0, { type: 'text', text: '' }), failure]],
    ['a stop sequence', [start(), ...textBlock(0), ending('stop_sequence', { stop_sequence: 'END' }), end]],
    [
      'a refusal',
      [start(), ending('refusal', { stop_details: { type: 'refusal', category: null, explanation: null } }), end],
    ],
  ])('accepts %s', (_, events) => {
    expect(judgeStream(events)).toEqual([]);
  });

  it.each<[string, Event[], RegExp]>([
    ['an event before message_start', [ping, start(), ending('end_turn'), end], /before message_start/],
    ['a second message_start', [start(), start(), ending('end_turn'), end], /second message_start/],
    ['an id of another kind', [start({ id: 'chatcmpl-1' }), ending('end_turn'), end], /message\.id/],
    ['content at the start', [start({ content: [{}] }), ending('end_turn'), end], /message\.content/],
    [
      'usage that is no integer',
      [start({ usage: { ...usage, output_tokens: null } }), ending('end_turn'), end],
      /usage\.output_tokens is null/,
    ],
    [
      'usage without cache figures',
      [start({ usage: { input_tokens: 1, output_tokens: 1 } }), ending('end_turn'), end],
      /usage\.cache_read/,
    ],
    ['an index that skips', [start(), ...textBlock(1), ending('end_turn'), end], /has index 1, expected 0/],
    [
      'interleaved blocks',
      [
        start(),
        open(0, { type: 'text', text: '' }),
        delta(0, 'text_delta', { text: 'a' }),
        ...callBlock(1),
        stop(0),
        ending('tool_use'),
        end,
      ],
      /interleaves/,
    ],
    [
      'a delta of another block',
      [
        start(),
        open(0, { type: 'text', text: '' }),
        delta(1, 'text_delta', { text: 'a' }),
        delta(0, 'text_delta', { text: 'a' }),
        stop(0),
        ending('end_turn'),
        end,
      ],
      /has index 1, open is 0/,
    ],
    [
      'a delta outside a block',
      [start(), delta(0, 'text_delta', { text: 'a' }), ending('end_turn'), end],
      /no block is open/,
    ],
    [
      'a delta of another kind',
      [
        start(),
        open(0, { type: 'text', text: '' }),
        delta(0, 'input_json_delta', { partial_json: '' }),
        delta(0, 'text_delta', { text: 'a' }),
        stop(0),
        ending('end_turn'),
        end,
      ],
      /input_json_delta in a text block/,
    ],
    [
      'text that starts full',
      [
        start(),
        open(0, { type: 'text', text: 'Hi' }),
        delta(0, 'text_delta', { text: '!' }),
        stop(0),
        ending('end_turn'),
        end,
      ],
      /does not start empty/,
    ],
    [
      'an empty text block',
      [start(), open(0, { type: 'text', text: '' }), stop(0), ending('end_turn'), end],
      /empty text block/,
    ],
    [
      'thinking without a signature',
      [start(), ...thinkingBlock(0).toSpliced(2, 1), ending('end_turn'), end],
      /without a signature/,
    ],
    [
      'thinking that goes on after its signature',
      [
        start(),
        ...thinkingBlock(0).toSpliced(3, 0, delta(0, 'thinking_delta', { thinking: 'x' })),
        ending('end_turn'),
        end,
      ],
      /after the signature/,
    ],
    [
      'two signatures',
      [
        start(),
        ...thinkingBlock(0).toSpliced(3, 0, delta(0, 'signature_delta', { signature: 'b' })),
        ending('end_turn'),
        end,
      ],
      /after the signature/,
    ],
    [
      'a signature that is no string',
      [
        start(),
        ...thinkingBlock(0).toSpliced(2, 1, delta(0, 'signature_delta', { signature: null })),
        ending('end_turn'),
        end,
      ],
      /signature is null/,
    ],
    ['an illegal id', [start(), ...callBlock(0, 'call:1'), ending('tool_use'), end], /id is call:1/],
    ['an id twice', [start(), ...callBlock(0), ...callBlock(1), ending('tool_use'), end], /used twice/],
    [
      'a call without a name',
      [
        start(),
        open(0, { type: 'tool_use', id: 'a', name: '', input: {} }),
        ...callBlock(0).slice(1),
        ending('tool_use'),
        end,
      ],
      /name is missing/,
    ],
    [
      'a call without any delta',
      [start(), ...callBlock(0).toSpliced(1, 1), ending('tool_use'), end],
      /without input_json_delta/,
    ],
    [
      'input that is no JSON',
      [start(), ...callBlock(0, 'toolu_1', '{"a'), ending('tool_use'), end],
      /input is no JSON/,
    ],
    [
      'a closed call with half its input before a failure',
      [start(), ...callBlock(0, 'toolu_1', '{"a'), failure],
      /input is no JSON/,
    ],
    [
      'a call that is not the last, cut by the limit',
      [start(), ...callBlock(0, 'toolu_1', '{"a'), ...textBlock(1), ending('max_tokens'), end],
      /input is no JSON/,
    ],
    [
      'a search result without its search',
      [
        start(),
        ...searchBlocks(0)
          .slice(3)
          .map((event) => ({ ...event, index: 0 })),
        ending('end_turn'),
        end,
      ],
      /answers no server_tool_use/,
    ],
    ['an unknown block', [start(), open(0, { type: 'image' }), stop(0), ending('end_turn'), end], /unknown type/],
    ['an unknown event', [start(), { type: 'chunk' }, ending('end_turn'), end], /unknown type/],
    ['tool_use without a call', [start(), ...textBlock(0), ending('tool_use'), end], /without a tool_use block/],
    ['end_turn in spite of a call', [start(), ...callBlock(0), ending('end_turn'), end], /in spite of/],
    ['an unknown stop reason', [start(), ending('stop'), end], /stop_reason is stop/],
    [
      'a stop sequence without its reason',
      [start(), ending('end_turn', { stop_sequence: 'END' }), end],
      /does not go with/,
    ],
    [
      'stop details without a refusal',
      [start(), ending('end_turn', { stop_details: { type: 'refusal' } }), end],
      /without a refusal/,
    ],
    [
      'an end while a block is open',
      [start(), open(0, { type: 'text', text: '' }), delta(0, 'text_delta', { text: 'a' }), ending('end_turn'), end],
      /while block 0 is open/,
    ],
    ['a block after message_delta', [start(), ending('end_turn'), ...textBlock(0), end], /after message_delta/],
    ['message_stop alone', [start(), end], /without message_delta/],
    ['no end', [start(), ...textBlock(0)], /ends without/],
    ['anything after the end', [start(), ending('end_turn'), end, ping], /after the end/],
    ['anything after an error', [start(), failure, end], /after the end/],
    [
      'an error type that does not exist',
      [start(), { ...failure, error: { type: 'server_error', message: 'x' } }],
      /error\.type/,
    ],
    ['an error without its request id', [start(), { type: 'error', error: failure.error }], /request_id/],
  ])('objects to %s', (_, events, objection) => {
    expect(judgeStream(events).join('\n')).toMatch(objection);
  });
});

describe('judgeStream, frames', () => {
  const wire = (events: readonly Event[]): string =>
    events.map((event) => `event: ${String(event.type)}\ndata: ${JSON.stringify(event)}\n\n`).join('');
  const good = wire([start(), ping, ...textBlock(0), ending('end_turn'), end]);

  it('accepts text and bytes', () => {
    expect(judgeStream(good)).toEqual([]);
    expect(judgeStream(Buffer.from(good))).toEqual([]);
  });

  it.each<[string, string, RegExp]>([
    ['a [DONE]', `${good}data: [DONE]\n\n`, /no frame of the form/],
    ['a comment', `: hello\n\n${good}`, /no frame of the form/],
    ['an id', good.replace('event: ping\n', 'id: 1\nevent: ping\n'), /no frame of the form/],
    ['carriage returns', good.replaceAll('\n', '\r\n'), /not ended by an empty line/],
    ['data without event', good.replace('event: ping\n', ''), /no frame of the form/],
    ['a name that is not the type', good.replace('event: ping\n', 'event: pong\n'), /event name pong/],
    ['data that is no JSON', good.replace('{"type":"ping"}', '{"type":"pi'), /no JSON/],
    ['a last frame without its empty line', good.slice(0, -1), /not ended/],
    ['a byte order mark', `\uFEFF${good}`, /no frame of the form/],
  ])('objects to %s', (_, stream, objection) => {
    expect(judgeStream(stream).join('\n')).toMatch(objection);
  });

  it('objects to bytes that are no UTF-8', () => {
    expect(judgeStream(Buffer.concat([Buffer.from(good), Buffer.from([0xc3])])).join('\n')).toMatch(/no UTF-8/);
  });
});

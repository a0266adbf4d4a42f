import { describe, expect, it } from '@jest/globals';
import { ApiError } from './api-error.js';
import { collectMessage } from './collect-message.js';
import { PLAIN_SIGNATURE } from './block-sequence.js';
import { MessageWriter } from './message-writer.js';
import type { StreamEvent } from './stream-event.types.js';
import type { WriterOptions } from './writer.types.js';

function createWriter(options: Partial<WriterOptions> = {}): MessageWriter {
  let fresh = 0;
  return new MessageWriter({
    id: 'msg_1',
    model: 'm',
    inputTokens: 7,
    thoughts: 'shown',
    stopSequences: [],
    singleToolCall: false,
    namesCaller: false,
    naming: {
      toolName: (name) => name,
      toolId: (id, taken) => (id === undefined || taken.has(id) ? `toolu_${fresh++}` : id),
    },
    ...options,
  });
}

/** Events in short: `start text 0`, `text "a"`, `stop 0`, `end_turn`. */
function short(events: readonly StreamEvent[]): string[] {
  return events.flatMap((event) => {
    switch (event.type) {
      case 'content_block_start':
        return [`start ${event.content_block.type} ${event.index}`];
      case 'content_block_delta': {
        const { type, ...said } = event.delta;
        return [`${type.replace('_delta', '')} ${JSON.stringify(Object.values(said)[0])}`];
      }
      case 'content_block_stop':
        return [`stop ${event.index}`];
      case 'message_delta':
        return [
          `end ${event.delta.stop_reason}${event.delta.stop_sequence === null ? '' : ` at ${event.delta.stop_sequence}`}`,
        ];
      default:
        return [];
    }
  });
}

interface Story {
  readonly name: string;
  readonly options?: Partial<WriterOptions>;
  readonly say: (writer: MessageWriter) => void;
  readonly events: readonly string[];
}

const stories: Story[] = [
  { name: 'an empty answer has no block', say: () => undefined, events: ['end end_turn'] },
  {
    name: 'adjacent text is one block, empty text is nothing',
    say: (w) => ['a', '', 'b'].forEach((t) => w.text(t)),
    events: ['start text 0', 'text "a"', 'text "b"', 'stop 0', 'end end_turn'],
  },
  {
    name: 'a change of kind closes the block before',
    say: (w) => {
      w.thinking('hm');
      w.text('a');
      w.thinking('again');
    },
    events: [
      'start thinking 0', 'thinking "hm"', `signature "${PLAIN_SIGNATURE}"`, 'stop 0',
      'start text 1', 'text "a"', 'stop 1',
      'start thinking 2', 'thinking "again"', `signature "${PLAIN_SIGNATURE}"`, 'stop 2',
      'end end_turn',
    ], // prettier-ignore
  },
  {
    name: 'state without shown thoughts rides in an empty thought',
    options: { thoughts: 'state' },
    say: (w) => {
      w.thinking('secret');
      w.signThought('gw1.or.x');
      w.text('a');
    },
    events: [
      'start thinking 0',
      'signature "gw1.or.x"',
      'stop 0',
      'start text 1',
      'text "a"',
      'stop 1',
      'end end_turn',
    ],
  },
  {
    name: 'a client that did not ask sees no thoughts',
    options: { thoughts: 'hidden' },
    say: (w) => {
      w.thinking('secret');
      w.signThought('gw1.or.x');
    },
    events: ['end end_turn'],
  },
  {
    name: 'a call without arguments has one empty delta',
    say: (w) => w.toolCall(0, { id: 'c', name: 'LS' }),
    events: ['start tool_use 0', 'input_json ""', 'stop 0', 'end tool_use'],
  },
  {
    name: 'interleaved calls come out one after the other',
    say: (w) => {
      w.toolCall(0, { id: 'a', name: 'A' });
      w.toolCall(1, { id: 'b', name: 'B' });
      w.toolArguments(0, '{"x"');
      w.toolArguments(1, '{"y":1');
      w.toolArguments(0, ':1}');
      w.toolArguments(1, '}');
    },
    events: [
      'start tool_use 0', 'input_json "{\\"x\\""', 'input_json ":1}"', 'stop 0',
      'start tool_use 1', 'input_json "{\\"y\\":1"', 'input_json "}"', 'stop 1',
      'end tool_use',
    ], // prettier-ignore
  },
  {
    name: 'an empty object may be followed by the real arguments',
    say: (w) => {
      w.toolCall(0, { id: 'a', name: 'A' });
      w.toolArguments(0, '{}');
      w.toolArguments(0, '{"x":1}');
    },
    events: ['start tool_use 0', 'input_json "{\\"x\\":1}"', 'stop 0', 'end tool_use'],
  },
  {
    name: 'text that comes while a call is open waits behind it',
    say: (w) => {
      w.toolCall(0, { id: 'a', name: 'A' });
      w.toolArguments(0, '{"x":1}');
      w.text('after');
    },
    events: [
      'start tool_use 0',
      'input_json "{\\"x\\":1}"',
      'stop 0',
      'start text 1',
      'text "after"',
      'stop 1',
      'end tool_use',
    ],
  },
  {
    name: 'arguments before id and name are kept',
    say: (w) => {
      w.toolArguments('k', '{"x":1}');
      w.toolCall('k', { id: 'a', name: 'A' });
    },
    events: ['start tool_use 0', 'input_json "{\\"x\\":1}"', 'stop 0', 'end tool_use'],
  },
  {
    name: 'what follows the root object is dropped, raw control characters are escaped',
    say: (w) => {
      w.toolCall(0, { id: 'a', name: 'A' });
      w.toolArguments(0, '{"x":"1\n2"}}');
    },
    events: ['start tool_use 0', 'input_json "{\\"x\\":\\"1\\\\u000a2\\"}"', 'stop 0', 'end tool_use'],
  },
  {
    name: 'arguments that are a JSON string are unpacked at the end',
    say: (w) => {
      w.toolCall(0, { id: 'a', name: 'A' });
      w.toolArguments(0, '"{\\"x\\":1}"');
    },
    events: ['start tool_use 0', 'input_json "{\\"x\\":1}"', 'stop 0', 'end tool_use'],
  },
  {
    name: 'a call without a name becomes text, without anything it is nothing',
    say: (w) => {
      w.toolCall(0, { id: 'a' });
      w.toolCall(1, { id: 'b' });
      w.toolArguments(1, '{"x":1}');
    },
    events: ['start text 0', 'text "{\\"x\\":1}"', 'stop 0', 'end end_turn'],
  },
  {
    name: 'one call at a time means the first one',
    options: { singleToolCall: true },
    say: (w) => {
      for (const key of [0, 1]) {
        w.toolCall(key, { id: `c${key}`, name: 'A' });
        w.toolArguments(key, '{"x":1}');
      }
    },
    events: ['start tool_use 0', 'input_json "{\\"x\\":1}"', 'stop 0', 'end tool_use'],
  },
  {
    name: 'a call cut off at a limit is closed as it is',
    say: (w) => {
      w.toolCall(0, { id: 'a', name: 'A' });
      w.toolArguments(0, '{"x":');
      w.stop('max_tokens');
    },
    events: ['start tool_use 0', 'input_json "{\\"x\\":"', 'stop 0', 'end max_tokens'],
  },
  {
    name: 'text that is held back ends the thought before it, which keeps its own signature',
    options: { stopSequences: ['HALT'] },
    say: (w) => {
      w.thinking('hm');
      w.text('HA');
      w.signThought('SIG');
    },
    // prettier-ignore
    events: [
      'start thinking 0', 'thinking "hm"', `signature "${PLAIN_SIGNATURE}"`, 'stop 0',
      'start text 1', 'text "HA"', 'stop 1',
      'start thinking 2', 'signature "SIG"', 'stop 2',
      'end end_turn',
    ],
  },
  {
    name: 'a stop sequence may be the first word',
    options: { stopSequences: ['HALT'] },
    say: (w) => w.text('HALT now'),
    events: ['end stop_sequence at HALT'],
  },
  {
    name: 'a stop sequence behind a call ends the answer once, and the call is still to be answered',
    options: { stopSequences: ['HALT'] },
    say: (w) => {
      w.toolCall(0, { id: 'a', name: 'A' });
      w.text('b HALT now');
    },
    // prettier-ignore
    events: [
      'start tool_use 0', 'input_json ""', 'stop 0',
      'start text 1', 'text "b "', 'stop 1',
      'end tool_use',
    ],
  },
  {
    name: 'a stop sequence is cut wherever it is split',
    options: { stopSequences: ['HALT'] },
    say: (w) => ['keep HA', 'L', 'T drop', 'more'].forEach((t) => w.text(t)),
    events: ['start text 0', 'text "keep "', 'stop 0', 'end stop_sequence at HALT'],
  },
  {
    name: 'a false alarm is released, also before another block',
    options: { stopSequences: ['HALT'] },
    say: (w) => {
      w.text('HA');
      w.toolCall(0, { id: 'a', name: 'A' });
      w.toolArguments(0, '{"x":1}');
    },
    events: [
      'start text 0',
      'text "HA"',
      'stop 0',
      'start tool_use 1',
      'input_json "{\\"x\\":1}"',
      'stop 1',
      'end tool_use',
    ],
  },
  {
    name: 'a search is a pair, and no tool call of the client',
    say: (w) => {
      w.webSearch({ id: 's', query: 'q', found: [{ url: 'u', title: 't' }] });
      w.text('a');
    },
    events: [
      'start server_tool_use 0', 'input_json "{\\"query\\":\\"q\\"}"', 'stop 0', 'start web_search_tool_result 1', 'stop 1',
      'start text 2', 'text "a"', 'stop 2', 'end end_turn',
    ], // prettier-ignore
  },
];

describe('the pen', () => {
  it.each(stories)('$name', ({ options, say, events }) => {
    const writer = createWriter(options);
    say(writer);
    writer.finish();
    const written = writer.take();
    expect(short(written)).toEqual(events);
    // The message starts first and ends last, and each once, whatever was written.
    const frame = written.map(({ type }) => type).filter((type) => type.startsWith('message_st'));
    expect([frame, written[0]?.type, written.at(-1)?.type]).toEqual([
      ['message_start', 'message_stop'],
      'message_start',
      'message_stop',
    ]);
  });

  it('starts the message once, with the estimate, and ends it once, with the last usage', () => {
    const writer = createWriter();
    writer.open();
    writer.open();
    writer.usage({ input_tokens: 1, output_tokens: 2 });
    writer.usage({ input_tokens: 3, output_tokens: 4 });
    writer.finish();
    writer.finish();
    writer.text('too late');
    const events = writer.take();
    expect(events.map(({ type }) => type)).toEqual(['message_start', 'ping', 'message_delta', 'message_stop']);
    expect(events[0]).toMatchObject({ message: { usage: { input_tokens: 7, output_tokens: 0 } } });
    expect(events[2]).toMatchObject({ usage: { input_tokens: 3, output_tokens: 4, cache_read_input_tokens: 0 } });
  });

  it('estimates the figures that the upstream does not report, and reports the estimate', () => {
    let result = false;
    const writer = createWriter({ onEstimatedUsage: () => (result = true) });
    writer.text('12345678');
    writer.finish();
    expect(writer.take().at(-2)).toMatchObject({ usage: { input_tokens: 7, output_tokens: 2 } });
    expect(result).toBe(true);
  });

  it('leaves the block of a broken call open and fails', () => {
    const writer = createWriter();
    writer.toolCall(0, { id: 'a', name: 'A' });
    writer.toolArguments(0, `{'x': 1}`);
    expect(() => writer.finish()).toThrow(ApiError);
    expect(short(writer.take())).toEqual(['start tool_use 0', `input_json "{'x': 1}"`]);
  });

  it.each<[string, (writer: MessageWriter, value: string) => void]>([
    ['text', (w, value) => w.text(value)],
    ['a thought', (w, value) => w.thinking(value)],
    ['the name of a call', (w, value) => w.toolCall(0, { id: 'toolu_1', name: value })],
    ['the id of a call', (w, value) => w.toolCall(0, { id: value, name: 'a' })],
    ['arguments', (w, value) => w.toolArguments(0, value)],
    ['a query', (w, value) => w.webSearch({ id: 'srvtoolu_1', query: value, found: [] })],
  ])('writes nothing else than a text as %s', (_, say) => {
    for (const value of [7, true, {}, [], ['a']]) {
      const writer = createWriter();
      expect(() => say(writer, value as unknown as string)).toThrow(TypeError);
      expect(writer.take()).toEqual([]);
    }
  });

  it('gives each call an id in sight of the earlier ones', () => {
    const writer = createWriter();
    for (const key of [0, 1]) writer.toolCall(key, { id: 'same', name: 'A' });
    writer.finish();
    const { content } = collectMessage(writer.take());
    expect(content.map((block) => (block as { id: string }).id)).toEqual(['same', 'toolu_0']);
  });
});

describe('collectMessage', () => {
  it('folds what was written into a message', () => {
    const writer = createWriter();
    writer.thinking('hm');
    writer.signThought('s');
    writer.text('a');
    writer.text('b');
    writer.toolCall(0, { id: 'c', name: 'A' });
    writer.toolArguments(0, '{"x":1}');
    writer.finish();
    expect(collectMessage(writer.take())).toMatchObject({
      content: [
        { type: 'thinking', thinking: 'hm', signature: 's' },
        { type: 'text', text: 'ab' },
        { type: 'tool_use', id: 'c', name: 'A', input: { x: 1 } },
      ],
      stop_reason: 'tool_use',
    });
  });

  it.each([
    ['max_tokens', '{"x":', []],
    ['refusal', '{"x":1}', []],
    ['max_tokens', '{"x":1}', ['tool_use']],
  ] as const)('with %s and arguments %s keeps %j', (reason, json, kept) => {
    const writer = createWriter();
    writer.toolCall(0, { id: 'c', name: 'A' });
    writer.toolArguments(0, json);
    writer.stop(reason);
    writer.finish();
    expect(collectMessage(writer.take()).content.map(({ type }) => type)).toEqual(kept);
  });
});

import { ApiError, collectMessage, MessageWriter, type Message, type WriterOptions } from '@gateway/protocol';
import type { ResponseContext } from '@gateway/provider-kit';
import { describe, expect, it } from '@jest/globals';
import { asChatChunks } from './as-chat-chunks.js';
import type { ChatChunk, ChatDelta } from './chat.types.js';
import { ChatTranslator } from './chat.translator.js';

interface Ending {
  readonly marked?: boolean;
  readonly stops?: readonly string[];
}

function answer(chunks: readonly ChatChunk[], { marked = true, stops = [] }: Ending = {}): Message {
  const writing: WriterOptions = {
    id: 'msg_1',
    model: 'm',
    inputTokens: 1,
    thoughts: 'shown',
    stopSequences: [],
    singleToolCall: false,
    namesCaller: false,
    naming: { toolName: (name) => name, toolId: (id) => id ?? 'toolu_fresh' },
  };
  const writer = new MessageWriter(writing);
  const requested = {
    stops,
    writing,
    maxTokens: 100,
    tools: [{ name: 'Read' }, { name: 'Grep' }],
  } as unknown as ResponseContext;
  const translator = new ChatTranslator(writer, requested, {
    upstream: 'openai-chat',
    reader: 'x/y',
    contextWindow: 1000,
    toError: () => new ApiError('overloaded_error', 'busy'),
  });
  for (const chunk of chunks) translator.push(chunk);
  translator.end(marked);
  return collectMessage(writer.take());
}

const delta = (said: ChatDelta, finish?: string): ChatChunk => ({
  choices: [{ index: 0, delta: said, finish_reason: finish ?? null }],
});
const done = (finish: string): ChatChunk => delta({}, finish);
const call = (given: object): ChatChunk => delta({ tool_calls: [given] });
const fn = (name?: string | null, args?: unknown): object => ({ function: { name, arguments: args } });

describe('a Chat Completions stream', () => {
  it.each<[string, readonly ChatChunk[], readonly object[]]>([
    [
      'text in pieces, with the role first',
      [delta({ content: '' }), delta({ content: 'a' }), delta({ content: 'b' }), done('stop')],
      [{ type: 'text', text: 'ab' }],
    ],
    ['text as parts', [delta({ content: [{ type: 'text', text: 'a' }] }), done('stop')], [{ text: 'a' }]],
    [
      'reasoning, then text',
      [delta({ reasoning_content: 'hm', reasoning: 'hm' }), delta({ content: 'a' }), done('stop')],
      [{ type: 'thinking', thinking: 'hm', signature: 'gw1.rc.e30' }, { text: 'a' }],
    ],
    [
      'reasoning in the other field',
      [delta({ reasoning_content: '', reasoning: 'hm' }), delta({ content: 'a' }), done('stop')],
      [{ type: 'thinking', thinking: 'hm' }, { text: 'a' }],
    ],
    [
      'everything in one chunk',
      [delta({ content: 'a', tool_calls: [{ index: 0, id: 'c', ...fn('LS', '{}') }] }, 'tool_calls')],
      [{ text: 'a' }, { id: 'c', name: 'LS', input: {} }],
    ],
    [
      'calls without index and id',
      [call(fn('LS', '{"p"')), call(fn(undefined, ':1}')), done('stop')],
      [{ id: 'toolu_fresh', name: 'LS', input: { p: 1 } }],
    ],
    [
      'id and name repeated in every piece',
      [call({ index: 0, id: 'c', ...fn('LS', '{"p"') }), call({ index: 0, id: 'c', ...fn('LS', ':1}') }), done('stop')],
      [{ id: 'c', name: 'LS', input: { p: 1 } }],
    ],
    ['an id that is a number', [call({ index: 0, id: 7, ...fn('LS', '{}') }), done('stop')], [{ id: '7', name: 'LS' }]],
    [
      'calls under one index',
      [
        delta({
          tool_calls: [
            { index: 0, id: 'a', ...fn('A', '{"x":1}') },
            { index: 0, id: 'b', ...fn('A', '{"y"') },
          ],
        }),
        call({ index: 0, ...fn(undefined, ':2}') }),
        done('tool_calls'),
      ],
      [
        { id: 'a', name: 'A', input: { x: 1 } },
        { id: 'b', name: 'A', input: { y: 2 } },
      ],
    ],
    [
      'a new id for every piece',
      [call({ index: 0, id: 'a', ...fn('A', '{"x":') }), call({ index: 0, id: 'b', ...fn(null, '1}') }), done('stop')],
      [{ id: 'a', input: { x: 1 } }],
    ],
    [
      'a name in pieces',
      [
        call({ index: 0, id: 'c', ...fn('Todo') }),
        call({ index: 0, ...fn('Write') }),
        call({ index: 0, ...fn(undefined, '{"a":1}') }),
        done('tool_calls'),
      ],
      [{ name: 'TodoWrite', input: { a: 1 } }],
    ],
    [
      'arguments before id and name',
      [call({ index: 0, ...fn(undefined, '{"a":1}') }), call({ index: 0, id: 'c', ...fn('LS') }), done('tool_calls')],
      [{ id: 'c', name: 'LS', input: { a: 1 } }],
    ],
    [
      'arguments as an object',
      [call({ index: 0, id: 'c', ...fn('LS', { a: 1 }) }), done('tool_calls')],
      [{ input: { a: 1 } }],
    ],
    [
      'the legacy single call',
      [delta({ function_call: { name: 'LS', arguments: '{"a":1}' } }), done('function_call')],
      [{ name: 'LS', input: { a: 1 } }],
    ],
    [
      'interleaved calls',
      [
        call({ index: 0, id: 'a', ...fn('A', '{"x":') }),
        call({ index: 1, id: 'b', ...fn('B', '{"y":') }),
        call({ index: 0, ...fn(undefined, '1}') }),
        call({ index: 1, ...fn(undefined, '2}') }),
        done('tool_calls'),
      ],
      [
        { id: 'a', input: { x: 1 } },
        { id: 'b', input: { y: 2 } },
      ],
    ],
    [
      'text after a call',
      [call({ index: 0, id: 'c', ...fn('LS', '{"a":1}') }), delta({ content: 'b' }), done('tool_calls')],
      [{ id: 'c' }, { text: 'b' }],
    ],
    [
      'chunks without choices',
      [{ choices: [] }, { choices: null }, {}, delta({ content: 'a' }), done('stop')],
      [{ text: 'a' }],
    ],
    [
      'only the first choice',
      [{ choices: [{ index: 1, delta: { content: 'no' } }] }, delta({ content: 'a' }), done('stop')],
      [{ text: 'a' }],
    ],
  ])('%s', (_, chunks, content) => {
    expect(answer(chunks).content).toMatchObject(content);
  });

  it.each<[string, readonly ChatChunk[], object, Ending?]>([
    ['stop', [delta({ content: 'a' }), done('stop')], { stop_reason: 'end_turn' }],
    ['stop with a call', [call({ index: 0, id: 'c', ...fn('LS', '{}') }), done('stop')], { stop_reason: 'tool_use' }],
    ['tool_calls without a call', [done('tool_calls')], { stop_reason: 'end_turn', content: [] }],
    ['length', [done('length')], { stop_reason: 'max_tokens' }],
    [
      'length with a full window',
      [done('length'), { usage: { total_tokens: 1000, completion_tokens: 5 } }],
      { stop_reason: 'model_context_window_exceeded' },
    ],
    [
      'content_filter',
      [
        {
          choices: [
            {
              finish_reason: 'content_filter',
              content_filter_results: { hate: { filtered: true, severity: 'high' }, sexual: { filtered: false } },
            },
          ],
        },
      ],
      { stop_reason: 'refusal', stop_details: { explanation: "stopped by the provider's content filter: hate high" } },
    ],
    [
      'a refusal',
      [delta({ refusal: 'I will not.' }), done('stop')],
      { stop_reason: 'refusal', content: [{ type: 'text', text: 'I will not.' }] },
    ],
    [
      'an empty reason in each chunk, then length',
      [delta({ content: 'a' }, ''), done('length')],
      { stop_reason: 'max_tokens' },
    ],
    ['an empty reason and the end marker', [delta({ content: 'a' }, '')], { stop_reason: 'end_turn' }],
    ['a filter word', [delta({ content: 'a' }, 'sensitive')], { stop_reason: 'refusal' }],
    ['max_tokens', [delta({ content: 'a' }, 'max_tokens')], { stop_reason: 'max_tokens' }],
    [
      'model_context_window_exceeded',
      [delta({ content: 'a' }, 'model_context_window_exceeded')],
      { stop_reason: 'model_context_window_exceeded' },
    ],
    ['tool_use without a call', [delta({ content: 'a' }, 'tool_use')], { stop_reason: 'end_turn' }],
    ['an unknown word', [delta({ content: 'a' }), done('eos')], { stop_reason: 'end_turn' }],
    ['the first of two', [done('length'), done('stop')], { stop_reason: 'max_tokens' }],
    ['no reason, but the end marker', [delta({ content: 'a' })], { stop_reason: 'end_turn' }],
    [
      'a reason, but no end marker',
      [delta({ content: 'a' }), done('stop')],
      { stop_reason: 'end_turn' },
      { marked: false },
    ],
    [
      'a sequence the server names',
      [{ choices: [{ delta: { content: 'a' }, finish_reason: 'stop', stop_reason: 'END' }] }],
      { stop_reason: 'stop_sequence', stop_sequence: 'END' },
      { stops: ['END'] },
    ],
  ])('ends by %s', (...[, chunks, message, ending]) => {
    expect(answer(chunks, ending)).toMatchObject(message);
  });

  it.each([
    ['an end in the middle', [delta({ content: 'a' })], 'api_error'],
    ['an error object', [delta({ content: 'a' }), { error: { message: 'busy' } }], 'overloaded_error'],
    ['an error as reason', [done('error')], 'api_error'],
    ['an abort', [delta({ content: 'x' }, 'abort')], 'api_error'],
    ['an empty reason and the end of the connection', [delta({ content: 'a' }, '')], 'api_error'],
  ])('fails by %s', (_, chunks, type) => {
    expect(() => answer(chunks, { marked: false })).toThrow(expect.objectContaining({ type }));
  });

  it.each([
    ['a reply of another kind', asChatChunks({ object: 'error', message: 'Bad gateway' })],
    ['an end marker alone', [delta({ content: '' })]],
  ])('is no answer without a word and a reason: %s', (_, chunks) => {
    expect(() => answer(chunks)).toThrow(expect.objectContaining({ type: 'api_error' }));
  });

  it.each([
    [
      'on its own chunk',
      [
        done('stop'),
        {
          choices: [],
          usage: {
            prompt_tokens: 100,
            completion_tokens: 7,
            prompt_tokens_details: { cached_tokens: 60, cache_write_tokens: 10 },
            completion_tokens_details: { reasoning_tokens: 3 },
          },
        },
      ],
      {
        input_tokens: 30,
        cache_read_input_tokens: 60,
        cache_creation_input_tokens: 10,
        output_tokens: 7,
        output_tokens_details: { thinking_tokens: 3 },
      },
    ],
    [
      'in every chunk, the last counts',
      [
        { usage: { prompt_tokens: 5, completion_tokens: 1 } },
        { ...done('stop'), usage: { prompt_tokens: 5, completion_tokens: 2, prompt_tokens_details: null } },
      ],
      { input_tokens: 5, output_tokens: 2 },
    ],
    [
      'at Groq',
      [{ ...done('stop'), x_groq: { usage: { prompt_tokens: 5, completion_tokens: 2 } } }],
      { input_tokens: 5, output_tokens: 2 },
    ],
    [
      'of DeepSeek',
      [done('stop'), { usage: { prompt_tokens: 5, completion_tokens: 2, prompt_cache_hit_tokens: 4 } }],
      { input_tokens: 1, cache_read_input_tokens: 4 },
    ],
    [
      'never below zero',
      [done('stop'), { usage: { prompt_tokens: 5, prompt_tokens_details: { cached_tokens: 9 } } }],
      { input_tokens: 0, output_tokens: 0 },
    ],
  ])('counts usage %s', (_, chunks, usage) => {
    expect(answer(chunks).usage).toMatchObject(usage);
  });
});

describe('a whole Chat Completions answer', () => {
  const whole = (message: ChatDelta, finish = 'stop'): Message =>
    answer(
      asChatChunks({
        choices: [{ index: 0, message, finish_reason: finish }],
        usage: { prompt_tokens: 1, completion_tokens: 1 },
      }),
    );

  it.each([
    ['JSON in a JSON string', '"{\\"a\\":1}"', { a: 1 }],
    ['an object', { a: 1 }, { a: 1 }],
    ['nothing', '', {}],
    ['no JSON', "{'a'}", { _raw_arguments: "{'a'}" }],
  ])('normalises arguments: %s', (_, args, input) => {
    expect(whole({ tool_calls: [{ id: 'c', ...fn('LS', args) }] }).content).toMatchObject([{ input }]);
  });

  it.each(['{"a":', '', undefined])('leaves out the call that a limit cut off: %j', (args) => {
    const done = { id: 'd', ...fn('LS', '{}') };
    const { stop_reason: reason, content } = whole({ tool_calls: [done, { id: 'c', ...fn('LS', args) }] }, 'length');
    expect(reason).toBe('max_tokens');
    expect(content).toEqual([{ type: 'tool_use', id: 'd', name: 'LS', input: {} }]);
  });
});

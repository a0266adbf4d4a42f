import { unpackState } from '@gateway/provider-kit';
import { ApiError, collectMessage, MessageWriter, type Message, type Thoughts } from '@gateway/protocol';
import { describe, expect, it } from '@jest/globals';
import { asResponseChunks } from './as-response-chunks.js';
import { ResponsesTranslator } from './responses.translator.js';
import type { ResponsesChunk } from './responses.types.js';

type Chunk = Record<string, unknown>;

interface TestTranslation {
  thoughts?: Thoughts;
  tools?: readonly string[];
  blockedDomains?: readonly string[];
  contextWindow?: number;
}

/** What MessageWriter wrote of these chunks, as the message a client would put together. */
function report(chunks: readonly Chunk[], options: TestTranslation = {}): Message {
  const writer = new MessageWriter({
    id: 'msg_1',
    model: 'm',
    inputTokens: 3,
    thoughts: options.thoughts ?? 'shown',
    stopSequences: [],
    singleToolCall: false,
    namesCaller: false,
    naming: { toolName: (name) => name, toolId: (id) => id ?? 'toolu_fresh' },
  });
  const translator = new ResponsesTranslator({
    writer,
    reader: 'openai/gpt-5.4',
    tools: (options.tools ?? []).map((name) => ({ name })),
    blockedDomains: options.blockedDomains ?? [],
    maxTokens: 100,
    contextWindow: options.contextWindow,
    toError: (error) => new ApiError('api_error', JSON.stringify(error)),
  });
  for (const chunk of chunks) translator.push(chunk as unknown as ResponsesChunk);
  translator.end();
  return collectMessage(writer.take());
}

const USAGE = { input_tokens: 10, output_tokens: 5 };
const added = (output_index: number, item: Chunk): Chunk => ({
  type: 'response.output_item.added',
  output_index,
  item,
});
const done = (output_index: number, item: Chunk): Chunk => ({ type: 'response.output_item.done', output_index, item });
const completed = (response: Chunk = {}): Chunk => ({
  type: 'response.completed',
  response: { status: 'completed', usage: USAGE, ...response },
});
const incomplete = (reason: string, response: Chunk = {}): Chunk => ({
  type: 'response.incomplete',
  response: { status: 'incomplete', incomplete_details: { reason }, usage: USAGE, ...response },
});
const said = (output_index: number, delta: string, content_index = 0): Chunk => ({
  type: 'response.output_text.delta',
  output_index,
  content_index,
  delta,
});
const args = (output_index: number, delta: string): Chunk => ({
  type: 'response.function_call_arguments.delta',
  output_index,
  delta,
});
const summary = (output_index: number, summary_index: number, delta: string): Chunk => ({
  type: 'response.reasoning_summary_text.delta',
  output_index,
  summary_index,
  delta,
});
const message = (...texts: string[]): Chunk => ({
  type: 'message',
  content: texts.map((text) => ({ type: 'output_text', text, annotations: [] })),
});
const call = (call_id: string, name: string, json: string, more: Chunk = {}): Chunk => ({
  type: 'function_call',
  call_id,
  name,
  arguments: json,
  ...more,
});
const reasoning = (encrypted_content?: string, ...texts: string[]): Chunk => ({
  type: 'reasoning',
  summary: texts.map((text) => ({ type: 'summary_text', text })),
  encrypted_content,
});
const search = (id: string, ...urls: string[]): Chunk => ({
  type: 'web_search_call',
  id,
  status: 'completed',
  action: { type: 'search', queries: [`about ${id}`], sources: urls.map((url) => ({ type: 'url', url })) },
});

const text = (words: string): Chunk => ({ type: 'text', text: words });
const use = (id: string, name: string, input: Chunk): Chunk => ({ type: 'tool_use', id, name, input });

describe('calls that are not told apart', () => {
  const one = call('a', 'Read', '{"p":1}');
  const other = call('b', 'Read', '{"p":2}');
  const bare = ({ type, item }: Chunk): Chunk => ({ type, item });
  it.each<[string, Chunk[]]>([
    ['done under one index', [done(0, one), done(0, other)]],
    [
      'announced under one index',
      [added(0, call('a', 'Read', '')), args(0, '{"p":1}'), added(0, call('b', 'Read', '')), args(0, '{"p":2}')],
    ],
    ['announced and done under one index', [added(0, one), done(0, one), added(0, other), done(0, other)]],
    ['done without an index', [bare(done(0, one)), bare(done(0, other))]],
    [
      'announced and done without an index',
      [bare(added(0, one)), bare(done(0, one)), bare(added(0, other)), bare(done(0, other))],
    ],
    ['done twice', [done(0, one), done(0, one), done(1, other)]],
    ['only in the terminal event', [completed({ output: [one, other] })]],
  ])('%s', (_, chunks) => {
    const { content } = report([...chunks, completed()]);
    expect(content).toEqual([use('a', 'Read', { p: 1 }), use('b', 'Read', { p: 2 })]);
  });
});

describe('text', () => {
  const part = { type: 'output_text', text: 'Hello' };
  it.each<[string, Chunk[], string[]]>([
    ['in pieces', [added(0, { type: 'message' }), said(0, 'Hel'), said(0, 'lo'), done(0, message('Hello'))], ['Hello']],
    ['of an item that was not announced', [said(0, 'Hello')], ['Hello']],
    ['without an index', [{ type: 'response.output_text.delta', item_id: 'x', delta: 'Hello' }], ['Hello']],
    ['sent only when done', [{ type: 'response.output_text.done', output_index: 0, text: 'Hello' }], ['Hello']],
    ['sent only with its part', [{ type: 'response.content_part.done', output_index: 0, part }], ['Hello']],
    ['sent only with its item', [done(0, message('Hello'))], ['Hello']],
    ['that lost its last pieces', [said(0, 'Hel'), done(0, message('Hello'))], ['Hello']],
    ['in two parts', [said(0, 'a', 0), said(0, 'b', 1), done(0, message('a', 'b'))], ['a', 'b']],
    ['of two messages', [said(0, 'a'), said(1, 'b')], ['a', 'b']],
    ['that is empty', [added(0, { type: 'message' }), said(0, ''), done(0, message(''))], []],
    [
      'of an item whose id changes on the way',
      [added(0, { type: 'message', id: 'x' }), { ...said(0, 'a'), item_id: 'y' }, { ...said(0, 'b'), item_id: 'z' }],
      ['ab'],
    ],
    [
      'beside unknown events and items',
      [{ type: 'response.created' }, { type: 'keepalive' }, said(0, 'a'), done(1, { type: 'mcp_call' }), said(2, 'b')],
      ['a', 'b'],
    ],
  ])('%s', (_, chunks, expected) => {
    const { content, stop_reason } = report([...chunks, completed()]);
    expect(content).toEqual(expected.map(text));
    expect(stop_reason).toBe('end_turn');
  });

  it('is written at the end where a proxy sent nothing before it', () => {
    const output = [reasoning('E'), message('a'), call('c1', 'LS', '{}')];
    const { content } = report([completed({ output })]);
    expect(content.map(({ type }) => type)).toEqual(['thinking', 'text', 'tool_use']);
  });

  it('is not repeated where the end lists items under other places and ids', () => {
    const output = [{ ...message('a'), id: 'other' }, call('c1', 'LS', '{}', { id: 'other' })];
    const chunks = [done(1, { ...message('a'), id: 'x' }), done(3, call('c1', 'LS', '{}')), completed({ output })];
    expect(report(chunks).content).toEqual([text('a'), use('c1', 'LS', {})]);
  });

  it('keeps a call that is only in the terminal event', () => {
    const chunks = [done(0, message('a')), completed({ output: [message('a'), call('c1', 'LS', '{"d":1}')] })];
    expect(report(chunks).content).toEqual([text('a'), use('c1', 'LS', { d: 1 })]);
  });
});

describe('calls', () => {
  const whole = (json: string): Chunk => ({
    type: 'response.function_call_arguments.done',
    output_index: 0,
    arguments: json,
  });
  const start = added(0, call('c1', 'LS', ''));
  it.each<[string, Chunk[]]>([
    ['in pieces', [start, args(0, '{"d"'), args(0, ':1}')]],
    [
      'in pieces, then whole',
      [start, args(0, '{"d"'), args(0, ':1}'), whole('{"d":1}'), done(0, call('c1', 'LS', '{"d":1}'))],
    ],
    ['only when done', [start, whole('{"d":1}')]],
    ['only with the item', [start, done(0, call('c1', 'LS', '{"d":1}'))]],
    ['without an announcement', [args(0, '{"d":1}'), done(0, call('c1', 'LS', '{"d":1}'))]],
    ['with the last pieces lost', [start, args(0, '{"d"'), whole('{"d":1}')]],
  ])('%s', (_, chunks) => {
    const { content, stop_reason } = report([...chunks, completed()]);
    expect(content).toEqual([use('c1', 'LS', { d: 1 })]);
    expect(stop_reason).toBe('tool_use');
  });

  it('are in order though their pieces interleave', () => {
    const chunks = [
      added(0, call('c1', 'A', '')),
      added(1, call('c2', 'B', '')),
      args(1, '{"b":'),
      args(0, '{"a":1}'),
      args(1, '2}'),
      done(0, call('c1', 'A', '{"a":1}')),
      done(1, call('c2', 'B', '{"b":2}')),
      said(2, 'after'),
      completed(),
    ];
    expect(report(chunks).content).toEqual([use('c1', 'A', { a: 1 }), use('c2', 'B', { b: 2 }), text('after')]);
  });

  it('that were cut off end the answer at its limit', () => {
    const cut = call('c1', 'LS', '{"d', { status: 'incomplete' });
    const { content, stop_reason } = report([start, args(0, '{"d'), done(0, cut), incomplete('max_output_tokens')]);
    expect(content).toEqual([]);
    expect(stop_reason).toBe('max_tokens');
  });

  it('that are broken though finished are an error', () => {
    const broken = call('c1', 'LS', '{"d":');
    expect(() => report([start, args(0, '{"d":'), done(0, broken), completed()])).toThrow('not valid JSON');
  });
});

describe('the wrapper around parallel calls', () => {
  const uses = [
    { recipient_name: 'functions.Read', parameters: { p: 'a' } },
    { recipient_name: 'LS', parameters: {} },
  ];
  const wrapped = JSON.stringify({ tool_uses: uses });
  const expanded = [use('c1', 'Read', { p: 'a' }), use('c1_1', 'LS', {})];
  it.each<[string, string[], Chunk[], Chunk[]]>([
    ['is opened', [], [done(0, call('c1', 'parallel', wrapped))], expanded],
    [
      'is opened once its pieces are there',
      [],
      [
        added(0, call('c1', 'multi_tool_use.parallel', '')),
        args(0, wrapped.slice(0, 9)),
        args(0, wrapped.slice(9)),
        done(0, call('c1', 'multi_tool_use.parallel', wrapped)),
      ],
      expanded,
    ],
    [
      'is left alone where the client has such a tool',
      ['parallel'],
      [done(0, call('c1', 'parallel', wrapped))],
      [use('c1', 'parallel', { tool_uses: uses })],
    ],
    [
      'is kept where it holds nothing',
      [],
      [done(0, call('c1', 'parallel', '{"x":1}'))],
      [use('c1', 'parallel', { x: 1 })],
    ],
    [
      'is kept where it cannot be read',
      [],
      [done(0, call('c1', 'parallel', '{"x'))],
      [use('c1', 'parallel', { _raw_arguments: '{"x' })],
    ],
    ['is left out where it was cut off', [], [done(0, call('c1', 'parallel', '{"x', { status: 'incomplete' }))], []],
  ])('%s', (_, tools, chunks, expected) => {
    expect(report([...chunks, completed()], { tools }).content).toEqual(expected);
  });
});

describe('reasoning', () => {
  it.each<[string, Chunk[], string]>([
    ['one summary', [summary(0, 0, 'Pl'), summary(0, 0, 'an')], 'Plan'],
    ['several summaries of one item', [summary(0, 0, 'Plan'), summary(0, 1, 'Check')], 'Plan\n\nCheck'],
    ['a summary sent only with its item', [done(0, reasoning('E', 'Plan', 'Check'))], 'Plan\n\nCheck'],
    ['the text of an open model', [{ type: 'response.reasoning_text.delta', output_index: 0, delta: 'Hm' }], 'Hm'],
    [
      'the text of an open model, sent only with its item',
      [done(0, { type: 'reasoning', summary: [], content: [{ type: 'reasoning_text', text: 'Hm' }] })],
      'Hm',
    ],
    [
      'the text of an open model, sent again with its part',
      [
        { type: 'response.reasoning_text.delta', output_index: 0, delta: 'Hm' },
        { type: 'response.content_part.done', output_index: 0, part: { type: 'reasoning_text', text: 'Hm' } },
      ],
      'Hm',
    ],
    [
      'a summary, and the same again as text',
      [summary(0, 0, 'Plan'), { type: 'response.reasoning_text.delta', output_index: 0, delta: 'Plan' }],
      'Plan',
    ],
  ])('%s', (_, chunks, thinking) => {
    const { content } = report([...chunks, said(1, 'x'), completed()]);
    expect(content).toEqual([expect.objectContaining({ type: 'thinking', thinking }), text('x')]);
  });

  const wrapper = call('c1', 'parallel', '{"tool_uses":[{"recipient_name":"functions.LS","parameters":{}}]}');
  it.each<[string, Chunk[], Chunk]>([
    ['a call', [done(1, call('c1', 'LS', '{}'))], { nx: 'fc' }],
    ['a message', [added(1, { type: 'message' }), said(1, 'x')], { nx: 'msg' }],
    ['a message with a phase', [added(1, { type: 'message', phase: 'commentary' })], { nx: 'msg', ph: 'commentary' }],
    ['a message that was not announced', [said(1, 'x')], { nx: 'msg' }],
    ['a search, which is not sent back', [done(1, search('w'))], { nx: '-' }],
    ['a wrapper, which is not sent back', [done(1, wrapper)], { nx: '-' }],
    ['other reasoning', [done(1, reasoning('F'))], { nx: '-' }],
    ['nothing', [], { nx: '-' }],
  ])('remembers that it was followed by %s', (_, chunks, expected) => {
    const [thought] = report([done(0, reasoning('E')), ...chunks, completed()], { thoughts: 'state' }).content;
    if (thought?.type !== 'thinking') throw new Error('no thinking block');
    expect(thought.thinking).toBe('');
    expect(unpackState('or', thought.signature)).toEqual({ m: 'openai/gpt-5.4', ec: 'E', ...expected });
  });

  it('is one block an item', () => {
    const chunks = [done(0, reasoning('E', 'a')), done(1, reasoning('F', 'b')), done(2, message('x')), completed()];
    expect(report(chunks).content.map((block) => (block as { thinking?: string }).thinking)).toEqual([
      'a',
      'b',
      undefined,
    ]);
  });

  it('carries nothing where there is nothing to carry', () => {
    const chunks = [done(0, reasoning()), done(1, message('x')), completed()];
    expect(report(chunks, { thoughts: 'state' }).content).toEqual([text('x')]);
  });

  it('leaves no trace where the client did not ask to think', () => {
    const chunks = [summary(0, 0, 'a'), done(0, reasoning('E', 'a')), done(1, message('x')), completed()];
    expect(report(chunks, { thoughts: 'hidden' }).content).toEqual([text('x')]);
  });
});

describe('web searches', () => {
  it('are shown as they complete, with what they found', () => {
    const page = {
      type: 'web_search_call',
      id: 'p',
      status: 'completed',
      action: { type: 'open_page', url: 'https://a.b' },
    };
    const { content, usage, stop_reason } = report([
      done(0, search('ws-1', 'https://a.b/c')),
      done(1, page),
      said(2, 'x'),
      completed(),
    ]);
    expect(content).toEqual([
      { type: 'server_tool_use', id: 'srvtoolu_gw_ws1', name: 'web_search', input: { query: 'about ws-1' } },
      {
        type: 'web_search_tool_result',
        tool_use_id: 'srvtoolu_gw_ws1',
        content: [
          {
            type: 'web_search_result',
            url: 'https://a.b/c',
            title: 'https://a.b/c',
            encrypted_content: '',
            page_age: null,
          },
        ],
      },
      text('x'),
    ]);
    expect(usage.server_tool_use).toEqual({ web_search_requests: 1, web_fetch_requests: 0 });
    expect(stop_reason).toBe('end_turn');
  });

  it('that failed have an error', () => {
    const { content } = report([done(0, { type: 'web_search_call', id: 'w', status: 'failed' }), completed()]);
    expect(content[1]).toMatchObject({ content: { type: 'web_search_tool_result_error', error_code: 'unavailable' } });
  });

  it('cite the sentence before the link', () => {
    const annotation = { type: 'url_citation', url: 'https://a.b', title: 'A', start_index: 12, end_index: 20 };
    const event = { type: 'response.output_text.annotation.added', output_index: 0, content_index: 0, annotation };
    const item = {
      type: 'message',
      content: [{ type: 'output_text', text: 'One. Two 😀. ([a](b))', annotations: [annotation] }],
    };
    const citation = {
      type: 'web_search_result_location',
      url: 'https://a.b',
      title: 'A',
      cited_text: 'Two 😀.',
      encrypted_index: '',
    };
    for (const chunks of [[said(0, 'One. Two 😀. ([a](b))'), event, done(0, item)], [done(0, item)]]) {
      expect(report([...chunks, completed()]).content).toEqual([
        { ...text('One. Two 😀. ([a](b))'), citations: [citation] },
      ]);
    }
  });
});

describe('the end', () => {
  const refusal = { type: 'message', content: [{ type: 'refusal', refusal: 'No.' }] };
  const filters = [
    { content_filter_results: { hate: { filtered: true, severity: 'high' }, sexual: { filtered: false } } },
  ];
  it.each<[string, Chunk[], Chunk]>([
    ['an answer', [completed()], { stop_reason: 'end_turn' }],
    ['a full answer', [incomplete('max_output_tokens')], { stop_reason: 'max_tokens' }],
    [
      'a full window',
      [incomplete('max_output_tokens', { usage: { input_tokens: 995, output_tokens: 5 } })],
      { stop_reason: 'model_context_window_exceeded' },
    ],
    ['a limit of messages', [incomplete('max_messages')], { stop_reason: 'end_turn' }],
    [
      'a filter',
      [incomplete('content_filter')],
      { stop_reason: 'refusal', stop_details: { explanation: "stopped by the provider's content filter" } },
    ],
    [
      'a filter that names its categories',
      [incomplete('content_filter', { content_filters: filters })],
      { stop_reason: 'refusal', stop_details: { explanation: "stopped by the provider's content filter: hate high" } },
    ],
    [
      'a refusal',
      [done(0, refusal), completed()],
      { stop_reason: 'refusal', stop_details: { explanation: 'No.' }, content: [text('No.')] },
    ],
    [
      'a refusal in pieces',
      [
        { type: 'response.refusal.delta', output_index: 0, delta: 'N' },
        { type: 'response.refusal.delta', output_index: 0, delta: 'o.' },
        { type: 'response.refusal.done', output_index: 0, refusal: 'No.' },
        completed(),
      ],
      { stop_reason: 'refusal', stop_details: { explanation: 'No.' }, content: [text('No.')] },
    ],
  ])('is %s', (_, chunks, expected) => {
    expect(report(chunks, { contextWindow: 1000 })).toMatchObject(expected);
  });

  it.each<[string, Chunk[], string]>([
    ["an error in the wire's form", [{ type: 'error', error: { code: 'server_error' } }], '{"code":"server_error"}'],
    [
      "an error in the SDK's form",
      [{ type: 'error', code: 'x', message: 'm' }],
      '{"type":"error","code":"x","message":"m"}',
    ],
    ['a failure', [{ type: 'response.failed', response: { error: { code: 'x' } } }], '{"code":"x"}'],
    ['nothing', [said(0, 'Hel')], 'the stream ended before the response was complete'],
  ])('is a failure after %s', (_, chunks, problem) => {
    expect(() => report(chunks)).toThrow(problem);
  });

  it('has the usage of the response', () => {
    const usage = {
      input_tokens: 100,
      input_tokens_details: { cached_tokens: 60, cache_write_tokens: 10 },
      output_tokens: 30,
      output_tokens_details: { reasoning_tokens: 12 },
    };
    expect(report([completed({ usage, service_tier: 'flex' })]).usage).toEqual({
      input_tokens: 30,
      cache_read_input_tokens: 60,
      cache_creation_input_tokens: 10,
      output_tokens: 30,
      output_tokens_details: { thinking_tokens: 12 },
      service_tier: 'batch',
    });
  });

  it('leaves the usage to be estimated where the upstream does not report it', () => {
    expect(report([said(0, 'abcd'), completed({ usage: null })]).usage).toMatchObject({
      input_tokens: 3,
      output_tokens: 1,
    });
  });
});

describe('a whole reply', () => {
  const reply = (output: readonly Chunk[], more: Chunk = {}): Message => {
    const chunks = asResponseChunks({ object: 'response', status: 'completed', output, usage: USAGE, ...more });
    return report(chunks);
  };

  it('is written like a stream', () => {
    const output = [reasoning('E', 'Plan'), message('a', 'b'), call('c1', 'LS', '{"d":1}')];
    const streamed = report([...output.map((item, i) => done(i, item)), completed()]);
    expect(reply(output)).toEqual(streamed);
    expect(streamed.content.map(({ type }) => type)).toEqual(['thinking', 'text', 'text', 'tool_use']);
  });

  it('knows the titles of what a search found', () => {
    const annotations = [{ type: 'url_citation', url: 'https://a.b/?utm_source=openai', title: 'A', start_index: 0 }];
    const answer = { type: 'message', content: [{ type: 'output_text', text: 'x', annotations }] };
    expect(reply([search('w', 'https://a.b/', 'https://c.d/'), answer]).content[1]).toMatchObject({
      content: [{ title: 'A' }, { title: 'https://c.d/' }],
    });
  });

  it.each<[string, Chunk[], Chunk, Chunk[]]>([
    ['a call that was cut off', [call('c1', 'LS', '{"d', { status: 'incomplete' })], incompleteReply(), []],
    ['a call that was cut off unmarked', [call('c1', 'LS', '{"d')], incompleteReply(), []],
    ['a whole call before the cut', [call('c1', 'LS', '{"d":1}')], incompleteReply(), [use('c1', 'LS', { d: 1 })]],
    ['arguments with a fault', [call('c1', 'LS', '{"d":1,}')], {}, [use('c1', 'LS', { d: 1 })]],
    ['no status', [message('a')], { status: undefined }, [text('a')]],
  ])('reads %s', (_, output, more, expected) => {
    expect(reply(output, more).content).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ['an error under a good status', { error: { code: 'x' } }],
    ['a failed answer', { status: 'failed', output: [], error: { code: 'x' } }],
    ['an answer that was cancelled', { status: 'cancelled', output: [] }],
    ['an answer that is not there yet', { status: 'queued', output: [] }],
    ['an answer without output', { status: 'completed' }],
    ['no object', null],
  ])('fails with %s', (_, body) => {
    expect(() => report(asResponseChunks(body) as unknown as Chunk[])).toThrow(ApiError);
  });
});

function incompleteReply(): Chunk {
  return { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } };
}

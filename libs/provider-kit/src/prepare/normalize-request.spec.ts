import { ApiError, type JsonObject, type MessagesRequest } from '@gateway/protocol';
import { describe, expect, it } from '@jest/globals';
import { packState } from '../thinking-state.js';
import { normalizeRequest } from './normalize-request.js';
import type { NormalizedRequest } from './normalized-request.types.js';
import type { Traits } from './traits.types.js';

const TRAITS: Traits = {
  upstream: 'test-wire',
  state: 'or',
  toolName: { max: 64, foreign: /[^a-zA-Z0-9_-]/g, keep: 55 },
  toolId: { max: 40, keep: 23 },
  maxTools: 3,
  stops: 1,
  singleCallParameter: true,
  maxOutput: 1000,
  documentUrls: false,
  hosted: (type) => (type.startsWith('web_search_') ? 'native' : 'refused'),
};

function run(
  request: JsonObject,
  traits: Partial<Traits> = {},
  headers: Record<string, string> = {},
): NormalizedRequest {
  const body = { model: 'claude-x', max_tokens: 10, messages: [{ role: 'user', content: 'hi' }], ...request };
  return normalizeRequest(
    {
      request: body as unknown as MessagesRequest,
      rawBody: new TextEncoder().encode(JSON.stringify(body)),
      headers,
      query: '',
      route: { requestedModel: 'claude-x', provider: 'test', model: 'm' },
      stream: false,
      requestId: 'req_1',
      changes: new Set(),
    },
    { ...TRAITS, ...traits },
    { unsupportedServerTools: 'error' },
  );
}

const call = (id: string, name = 'Read', input: unknown = {}): JsonObject => ({ type: 'tool_use', id, name, input });
const result = (id: string, content: unknown = id): JsonObject => ({ type: 'tool_result', tool_use_id: id, content });
const tool = (name: string, more: JsonObject = {}): JsonObject => ({ name, input_schema: { type: 'object' }, ...more });
const text = (said: string): JsonObject => ({ type: 'text', text: said });
const saying = (block: JsonObject): JsonObject => ({ messages: [{ role: 'user', content: [block] }] });

describe('requests that are refused', () => {
  it.each([
    [{ messages: undefined }, 'messages: Field required'],
    [{ messages: [] }, 'messages: at least one message is required'],
    [{ messages: 'x' }, 'messages: Input should be a valid array'],
    [{ messages: [{ role: 'user', content: '' }] }, 'messages: at least one message is required'],
    [
      { messages: [{ role: 'robot', content: 'x' }] },
      "messages.0.role: Input should be 'user', 'assistant' or 'system'",
    ],
    [{ messages: [{ role: 'user' }] }, 'messages.0.content: Field required'],
    [{ messages: [{ role: 'user', content: 3 }] }, 'messages.0.content: Input should be a valid string or array'],
    [{ messages: [{ role: 'user', content: [{}] }] }, 'messages.0.content.0.type: Field required'],
    [{ messages: [{ role: 'user', content: [{ type: 'text' }] }] }, 'messages.0.content.0.text.text: Field required'],
    [
      { messages: [{ role: 'user', content: [{ type: 'hologram' }] }] },
      'messages.0.content.0: unsupported content block "hologram"',
    ],
    [{ max_tokens: undefined }, 'max_tokens: Field required'],
    [{ max_tokens: -1 }, 'max_tokens: Input should be greater than or equal to 0'],
    [{ max_tokens: 1.5 }, 'max_tokens: Input should be a valid integer'],
    [{ max_tokens: 0, stream: true }, 'stream: not supported with max_tokens: 0'],
    [{ stop_sequences: [' '] }, 'stop_sequences: each stop sequence must contain non-whitespace'],
    [{ tools: [tool('A'), tool('A')] }, 'tools: Tool names must be unique.'],
    [
      { tools: ['A', 'B', 'C', 'D'].map((name) => tool(name)) },
      'tools: 4 tools, but the test-wire backend takes at most 3',
    ],
    [
      { tools: [{ type: 'web_fetch_20250910', name: 'f' }] },
      'tools.0: tool type "web_fetch_20250910" is not supported by the test-wire backend (model claude-x)',
    ],
    [{ tools: [tool('A')], tool_choice: { type: 'tool', name: 'B' } }, 'tool_choice.name: tool "B" not found in tools'],
    [{ mcp_servers: [{}] }, 'mcp_servers: MCP servers are not supported by the test-wire backend (model claude-x)'],
    [
      { messages: [{ role: 'user', content: [{ type: 'image', source: { type: 'file', file_id: 'f' } }] }] },
      'messages.0.content.0.source: an image by file_id is not supported by the test-wire backend',
    ],
    [
      { messages: [{ role: 'user', content: [{ type: 'document', source: { type: 'url', url: 'u' } }] }] },
      'messages.0.content.0.source: a document by URL is not supported by the test-wire backend',
    ],
    [
      saying({ type: 'image', source: { type: 'base64' } }),
      'messages.0.content.0.image.source.base64.data: Field required',
    ],
    [saying({ type: 'image', source: {} }), 'messages.0.content.0.image.source.type: Field required'],
    [
      saying({ type: 'document', source: { type: 'url', url: 3 } }),
      'messages.0.content.0.document.source.url.url: Input should be a valid string',
    ],
    [
      saying({ type: 'document', source: { type: 'content' } }),
      'messages.0.content.0.document.source.content.content: Field required',
    ],
    [
      saying({ type: 'document', source: { type: 'text', data: 'd' }, title: 5 }),
      'messages.0.content.0.document.title: Input should be a valid string',
    ],
    [
      saying({ type: 'document', source: { type: 'text', data: 'd' }, context: ['c'] }),
      'messages.0.content.0.document.context: Input should be a valid string',
    ],
    [
      saying({ type: 'image', source: { type: 'base64', data: 'd', media_type: {} } }),
      'messages.0.content.0.image.source.base64.media_type: Input should be a valid string',
    ],
    [
      saying({ type: 'search_result', source: 's', title: 't' }),
      'messages.0.content.0.search_result.content: Field required',
    ],
    [
      saying({ type: 'container_upload', file_id: 'f' }),
      'messages.0.content.0: unsupported content block "container_upload"',
    ],
    [{ messages: [{ role: 'assistant', content: 'a' }] }, 'messages: at least one message is required'],
    [{ system: [{ type: 'image', source: { type: 'url', url: 'u' } }] }, "system.0.type: Input should be 'text'"],
    [
      { messages: [{ role: 'assistant', content: [{ type: 'thinking', thinking: 'hm', signature: null }] }] },
      'messages.0.content.0.thinking.signature: Input should be a valid string',
    ],
    [{ metadata: { user_id: 5 } }, 'metadata.user_id: Input should be a valid string'],
    [{ tools: [{ type: 'bash_20250124' }] }, 'tools.0.name: Field required'],
    [{ tools: [tool('A', { input_examples: {} })] }, 'tools.0.input_examples: Input should be a valid array'],
    [
      { messages: [{ role: 'system', content: [{ type: 'tool_addition', tool: { definition: { name: 3 } } }] }] },
      'messages.0.content.0.tool_addition.tool.definition.name: Input should be a valid string',
    ],
    [
      { tools: [tool('A')], tool_choice: { type: 'required' } },
      "tool_choice.type: Input should be 'auto', 'any', 'tool' or 'none'",
    ],
    [
      { tools: [tool('A')], tool_choice: { type: 'tool', name: { toString: 1 } } },
      'tool_choice.name: Input should be a valid string',
    ],
    [{ output_config: { format: { type: 'json_schema' } } }, 'output_format.schema: Field required'],
    [{ output_format: { type: 'json' } }, "output_format.type: Input should be 'json_schema'"],
  ])('%j', (request, message) => {
    expect(() => run(request)).toThrow(new ApiError('invalid_request_error', message));
  });
});

describe('the conversation', () => {
  const turns = (messages: readonly JsonObject[], traits: Partial<Traits> = {}): unknown =>
    run({ messages }, traits).turns;

  it('drops the billing header and blank system blocks', () => {
    const system = [text('x-anthropic-billing-header: v=1'), text(' \n'), text('You are.'), text('Rules.')];
    expect(run({ system }).system).toEqual(['You are.', 'Rules.']);
  });

  it('keeps a system message in its place, and moves it behind the results', () => {
    expect(
      turns([
        { role: 'user', content: 'a' },
        { role: 'assistant', content: [call('c1')] },
        { role: 'system', content: 'note' },
        { role: 'user', content: [result('c1')] },
      ]),
    ).toMatchObject([{ role: 'user' }, { role: 'assistant' }, { role: 'results' }, { role: 'system', text: 'note' }]);
  });

  it('gives each call its own result where a server uses the same id again', () => {
    expect(
      turns([
        { role: 'user', content: 'a' },
        { role: 'assistant', content: [call('call_0')] },
        { role: 'user', content: [result('call_0', 'one')] },
        { role: 'assistant', content: [call('call_0')] },
        { role: 'user', content: [result('call_0', 'two')] },
      ]),
    ).toMatchObject([
      { role: 'user' },
      { role: 'assistant', parts: [{ id: 'call_0' }] },
      { role: 'results', results: [{ id: 'call_0', parts: [text('one')] }] },
      { role: 'assistant', parts: [{ id: expect.stringMatching(/^toolu_[0-9a-f]{24}$/) }] },
      { role: 'results', results: [{ id: expect.stringMatching(/^toolu_/), parts: [text('two')] }] },
    ]);
  });

  it('gives calls of one turn that have one id an id and a result each', () => {
    const [, assistant, results] = run({
      messages: [
        { role: 'user', content: 'a' },
        { role: 'assistant', content: [call('x'), call('x', 'Grep'), call('')] },
        { role: 'user', content: [result('x', 'one'), result('x', 'two'), result('', 'three')] },
      ],
    }).turns;
    const ids = (assistant as unknown as { parts: { id: string }[] }).parts.map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    expect(ids).not.toContain('');
    const [one, two, three] = ['one', 'two', 'three'].map((said, i) => ({ id: ids[i], parts: [text(said)] }));
    expect(results).toMatchObject({ results: [one, two, three] });
  });

  it('drops a thought that lost its signature, and takes the words of an unknown block', () => {
    expect(
      turns([
        { role: 'user', content: [{ type: 'note', content: [text('a'), text('b')] }] },
        { role: 'assistant', content: [{ type: 'thinking', thinking: 'hm' }, text('c')] },
      ]),
    ).toMatchObject([
      { role: 'user', parts: [text('a\nb')] },
      { role: 'assistant', parts: [text('c')] },
    ]);
  });

  it('answers every call once, in the order the results were given, wherever they came', () => {
    expect(
      turns([
        { role: 'user', content: 'a' },
        { role: 'assistant', content: [call('c1'), call('c2'), call('c3')] },
        { role: 'user', content: [text('wait'), result('c2')] },
        { role: 'assistant', content: 'ok' },
        { role: 'user', content: [result('c1'), result('c2', 'again')] },
      ]),
    ).toEqual([
      { role: 'user', parts: [text('a')] },
      { role: 'assistant', parts: ['c1', 'c2', 'c3'].map((id) => call(id)) },
      {
        role: 'results',
        results: [
          { id: 'c2', name: 'Read', parts: [text('c2')], isError: false },
          { id: 'c1', name: 'Read', parts: [text('c1')], isError: false },
          { id: 'c3', name: 'Read', parts: [text('Error: no result was provided for this tool call.')], isError: true },
        ],
      },
      { role: 'user', parts: [text('wait')] },
      { role: 'assistant', parts: [{ ...text('ok'), apart: false }] },
      { role: 'user', parts: [text('[Result of an earlier tool call c2]'), text('again')] },
    ]);
  });

  it('keeps the media of a result that answers nothing', () => {
    const image = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AA' } };
    expect(turns([{ role: 'user', content: [result('gone', [image])] }])).toEqual([
      { role: 'user', parts: [text('[Result of an earlier tool call gone]'), image] },
    ]);
  });

  it('hands over its own reasoning state and drops foreign thoughts', () => {
    const thought = (signature: string): JsonObject => ({ type: 'thinking', thinking: 't', signature });
    const content = [thought(packState('or', { ec: 'x' })), thought(packState('gm', {})), thought('native'), text('b')];
    expect(
      turns([
        { role: 'user', content: 'a' },
        { role: 'assistant', content },
      ]),
    ).toMatchObject([
      {},
      {
        parts: [
          { type: 'thinking', state: { ec: 'x' } },
          { type: 'text', text: 'b' },
        ],
      },
    ]);
  });

  it('turns server tools of another provider into text', () => {
    const content = [
      { type: 'server_tool_use', id: 's', name: 'web_search', input: { query: 'q' } },
      {
        type: 'web_search_tool_result',
        tool_use_id: 's',
        content: [{ type: 'web_search_result', url: 'u', title: 'T' }],
      },
      {
        type: 'web_search_tool_result',
        tool_use_id: 's',
        content: { type: 'web_search_tool_result_error', error_code: 'max_uses_exceeded' },
      },
    ];
    const [, answer] = run({
      messages: [
        { role: 'user', content: 'a' },
        { role: 'assistant', content },
      ],
    }).turns;
    expect((answer as unknown as { parts: { text: string }[] }).parts.map((part) => part.text)).toEqual([
      '[web_search: {"query":"q"}]',
      '[web_search results]\n- T (u)',
      '[web_search failed: max_uses_exceeded]',
    ]);
  });

  it('reads images and documents in all their forms', () => {
    const image = (source: JsonObject): JsonObject => ({ type: 'image', source });
    const document = (source: JsonObject): JsonObject => ({ type: 'document', title: 'T"', source });
    const content = [
      image({ type: 'base64', data: '/9j/AA' }),
      image({ type: 'url', url: 'data:image/gif;base64,R0' }),
      image({ type: 'url', url: 'https://e.com/a.png' }),
      document({ type: 'base64', media_type: 'application/pdf', data: 'JV' }),
      document({ type: 'text', data: 'body' }),
      document({ type: 'content', content: [text('one'), image({ type: 'url', url: 'u' })] }),
    ];
    expect(turns([{ role: 'user', content }])).toEqual([
      {
        role: 'user',
        parts: [
          image({ type: 'base64', media_type: 'image/jpeg', data: '/9j/AA' }),
          image({ type: 'base64', media_type: 'image/gif', data: 'R0' }),
          image({ type: 'url', url: 'https://e.com/a.png' }),
          { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: 'JV' }, filename: 'T"' },
          text('<document title="T&quot;">\nbody\n</document>'),
          text('<document title="T&quot;">\none\n</document>'),
          image({ type: 'url', url: 'u' }),
        ],
      },
    ]);
  });

  it('shortens ids for call and result alike', () => {
    const long = `toolu_${'x'.repeat(60)}`;
    const messages = [
      { role: 'assistant', content: [call(long)] },
      { role: 'user', content: [result(long)] },
    ];
    const [said, results] = run({ messages }).turns as unknown as {
      parts: { id: string }[];
      results: { id: string }[];
    }[];
    expect(said?.parts[0]?.id).toMatch(/^toolu_x{17}_[0-9a-f]{16}$/);
    expect(results?.results[0]?.id).toBe(said?.parts[0]?.id);
  });
});

describe('tools', () => {
  const names = (request: JsonObject): string[] => run(request).tools.map(({ name }) => name);
  const search = tool('ToolSearch');
  const deferred = tool('Late', { defer_loading: true });
  const placeholder = tool('DeferredToolPlaceholder', { defer_loading: true });

  it.each<[string, JsonObject, string[]]>([
    ['are not sent before they are loaded', {}, ['ToolSearch']],
    [
      'are sent once a result has loaded them',
      {
        messages: [
          { role: 'assistant', content: [call('c', 'ToolSearch')] },
          { role: 'user', content: [result('c', [{ type: 'tool_reference', tool_name: 'Late' }])] },
        ],
      },
      ['ToolSearch', 'Late'],
    ],
    [
      'are sent once they were used',
      {
        messages: [
          { role: 'assistant', content: [call('c', 'Late')] },
          { role: 'user', content: 'go' },
        ],
      },
      ['ToolSearch', 'Late'],
    ],
    ['are sent when they are forced', { tool_choice: { type: 'tool', name: 'Late' } }, ['ToolSearch', 'Late']],
    ['are all sent where nothing can load them', { tools: [deferred, placeholder] }, ['Late']],
    [
      'go when a system message removes them',
      {
        messages: [
          { role: 'user', content: 'a' },
          { role: 'system', content: [{ type: 'tool_addition', tool: { type: 'tool_reference', name: 'Late' } }] },
          { role: 'system', content: [{ type: 'tool_removal', tool: { type: 'tool_reference', name: 'Late' } }] },
        ],
      },
      ['ToolSearch'],
    ],
  ])('that are deferred %s', (_, request, sent) => {
    expect(names({ tools: [search, deferred, placeholder], ...request })).toEqual(sent);
  });

  it('get legal names, the same every time, and are known by them on the way back', () => {
    const long = `mcp__${'server'.repeat(12)}__tool`;
    const { tools, writing } = run({ tools: [tool(long), tool('a.b'), tool('a_b')] });
    const [first = '', second = '', third = ''] = tools.map(({ name }) => name);
    expect(first).toMatch(/^mcp__.{50}_[0-9a-f]{8}$/);
    expect(new Set([second, third]).size).toBe(2);
    expect([first, second, third].map((name) => writing.naming.toolName(name))).toEqual([long, 'a.b', 'a_b']);
    expect(writing.naming.toolName('nobody')).toBe('nobody');
  });

  it('that Anthropic defines and the client runs get their schema', () => {
    const [bash] = run({ tools: [{ type: 'bash_20250124', name: 'bash' }] }).tools;
    expect(bash?.schema).toMatchObject({ properties: { command: { type: 'string' }, restart: { type: 'boolean' } } });
  });

  it('of the servers are kept where the upstream has the like', () => {
    const { hostedTools, tools } = run({ tools: [{ type: 'web_search_20250305', name: 'web_search', max_uses: 8 }] });
    expect([hostedTools.length, tools.length]).toEqual([1, 0]);
  });
});

describe('thinking and limits', () => {
  it.each([
    [{}, 'unset', 'hidden'],
    [{ thinking: { type: 'disabled' }, output_config: { effort: 'high' } }, 'off', 'hidden'],
    [{ thinking: { type: 'adaptive' } }, 'high', 'shown'],
    [{ thinking: { type: 'adaptive', display: 'omitted' }, output_config: { effort: 'low' } }, 'low', 'state'],
    [{ thinking: { type: 'enabled', budget_tokens: 4096 } }, 'medium', 'shown'],
    [{ thinking: { type: 'enabled', budget_tokens: 4096 }, output_config: { effort: 'max' } }, 'max', 'shown'],
    [
      {
        output_config: { effort: 'high' },
        messages: [
          { role: 'user', content: 'a' },
          { role: 'system', output_config: { effort: 'low' } },
        ],
      },
      'low',
      'hidden',
    ],
  ])('%j means %s, %s', (request, level, thoughts) => {
    expect(run(request)).toMatchObject({ level, thoughts });
  });

  it('names a budget only where no effort outranks it', () => {
    const thinking = { type: 'enabled', budget_tokens: 4096 };
    expect(run({ thinking }).budget).toBe(4096);
    expect(run({ thinking, output_config: { effort: 'low' } }).budget).toBeUndefined();
  });

  it("limits the output to the model's maximum, and notes it", () => {
    const { maxTokens, changes } = run({ max_tokens: 128_000 });
    expect([maxTokens, [...changes]]).toEqual([1000, ['max-tokens-clamped']]);
  });

  it('splits stop sequences between the upstream and MessageWriter', () => {
    const { stops, writing } = run({ stop_sequences: ['a', 'b', 'a'] });
    expect([stops, writing.stopSequences]).toEqual([['a'], ['b']]);
  });
});

describe('what is noted', () => {
  const history = (...content: readonly JsonObject[]): JsonObject => ({
    messages: [
      { role: 'user', content: 'a' },
      { role: 'assistant', content },
      { role: 'user', content: 'b' },
    ],
  });
  const user = (...content: readonly JsonObject[]): JsonObject => ({ messages: [{ role: 'user', content }] });
  const cited = { citations: { enabled: true } };
  const found = { type: 'search_result', source: 's', title: 't', content: [] };
  const document = { type: 'document', source: { type: 'text', data: 'd' } };

  it.each<[JsonObject, readonly string[]]>([
    [{}, []],
    [{ system: [text('x-anthropic-billing-header: v'), text('a')] }, ['attribution-dropped']],
    [{ cache_control: {} }, ['cache-control-dropped']],
    [{ system: [{ ...text('a'), cache_control: {} }] }, ['cache-control-dropped']],
    [user({ ...text('a'), cache_control: {} }), ['cache-control-dropped']],
    [{ tools: [tool('A', { cache_control: {} })] }, ['cache-control-dropped']],
    [{ context_management: { edits: [] } }, ['context-management-dropped']],
    [{ betas: ['b'] }, ['beta-dropped']],
    [{ container: 'c' }, ['accounting-field-dropped']],
    [{ speed: 'fast', diagnostics: {}, inference_geo: 'us', thread: 't' }, ['accounting-field-dropped']],
    [{ output_config: { task_budget: { total: 1 } } }, ['accounting-field-dropped']],
    [{ tomorrow: 1 }, ['unknown-field-dropped']],
    [{ tools: [tool('A', { eager_input_streaming: true })] }, ['inner-field-dropped']],
    [{ tools: [tool('A', { input_examples: [{}] })] }, ['tool-examples-told']],
    [{ tools: [{ type: 'advisor_20260301', name: 'advisor' }] }, ['helper-tool-dropped']],
    [{ tools: [tool('ToolSearch'), tool('A', { defer_loading: true })] }, ['deferred-tools-dropped']],
    [{ tools: [tool('a.b')] }, ['tool-name-mapped']],
    [{ stop_sequences: ['a'] }, ['stop-sequence-unnamed']],
    [{ stop_sequences: ['a', 'b'] }, ['stop-sequence-scanned', 'stop-sequence-unnamed']],
    [{ max_tokens: 0 }, ['prewarm-answered-locally']],
    [user(text(''), text('a')), ['empty-block-dropped']],
    [user(document), ['document-as-text']],
    [user({ ...document, citations: { enabled: false } }), ['document-as-text']],
    [user({ ...document, ...cited }), ['citations-dropped', 'document-as-text']],
    [user({ ...found, ...cited }), ['citations-dropped', 'document-as-text']],
    [user({ type: 'image', source: { type: 'url', url: 'u' }, transformations: [] }), ['inner-field-dropped']],
    [user(result('gone')), ['tool-result-repaired']],
    [history({ type: 'thinking', thinking: 't', signature: 'native' }, text('a')), ['foreign-thinking-dropped']],
    [history({ type: 'redacted_thinking', data: 'd' }, text('a')), ['foreign-thinking-dropped']],
    [history({ type: 'fallback' }, { type: 'advisor_tool_result' }, text('a')), ['silent-block-dropped']],
    [history({ type: 'server_tool_use', id: 's', name: 'n', input: {} }), ['server-blocks-as-text']],
    [history({ type: 'hologram' }, text('a')), ['unknown-block-dropped']],
    [history({ type: 'compaction', content: 'so far' }, text('a')), ['compaction-as-text']],
    [history({ ...text('a'), citations: [{}] }), ['citations-dropped']],
    [
      {
        messages: [
          { role: 'user', content: 'a' },
          { role: 'assistant', content: 'So' },
        ],
      },
      ['prefill-not-continued'],
    ],
  ])('%j: %j', (request, codes) => {
    expect([...run(request).changes].sort()).toEqual(codes);
  });

  it('names of betas in the header, and calls that are trimmed', () => {
    expect([...run({}, {}, { 'anthropic-beta': 'b' }).changes]).toEqual(['beta-dropped']);
    const single = { tool_choice: { type: 'auto', disable_parallel_tool_use: true }, tools: [tool('A')] };
    expect([...run(single, { singleCallParameter: false }).changes]).toEqual(['parallel-calls-trimmed']);
  });
});

describe('identity', () => {
  it.each([
    [JSON.stringify({ device_id: 'd', session_id: 's-1' }), {}, 's-1'],
    ['user_abc_account__session_5f0c1e1a-8d56-4f7b-9d54-7f0b5f2d9a11', {}, '5f0c1e1a-8d56-4f7b-9d54-7f0b5f2d9a11'],
    [undefined, { 'x-claude-code-session-id': 'h-1', 'x-claude-code-agent-id': 'agent-12345' }, 'h-1:agent-12'],
  ])('%s', (user, headers, key) => {
    const { identity } = run({ metadata: { user_id: user } }, {}, headers);
    expect(identity.cacheKey).toBe(key);
    expect(identity.user ?? '').toMatch(user === undefined ? /^$/ : /^[0-9a-f]{64}$/);
  });
});

import { type Call, Gate, packState, translatedProvider } from '@gateway/provider-kit';
import { ApiError, collectMessage, type JsonObject, type Message, type MessagesRequest } from '@gateway/protocol';
import { describe, expect, it } from '@jest/globals';
import { firstValueFrom, lastValueFrom, reduce } from 'rxjs';
import { builtInModels, providerContext, readCount } from '@gateway/testing';
import type { OpenAiService } from '../openai-service.types.js';
import { responsesDialect } from './responses.dialect.js';

const OPENAI: OpenAiService = {
  name: 'openai',
  official: true,
  obfuscation: true,
  models: builtInModels,
  apiVariable: 'OPENAI_API',
  identifies: 'session',
  modelOf: (name) => name,
};

/** One answer of the upstream. */
interface ScriptedReply {
  status?: number;
  body: unknown;
}

interface Situation {
  model?: string;
  service?: Partial<OpenAiService>;
  answers?: readonly ScriptedReply[];
}

interface Gateway {
  /** What the upstream was sent. */
  readonly sent: readonly { url: string; body: JsonObject }[];
  readonly explain: (request: JsonObject) => Promise<{ body: JsonObject; changes: readonly string[] }>;
  readonly ask: (request: JsonObject) => Promise<Message>;
  readonly count: (request: JsonObject) => Promise<unknown>;
}

/** The dialect in its place in the kit, before an upstream that answers in turn and writes down what it was sent. */
function gateway({ model = 'gpt-5.4', service = {}, answers = [] }: Situation): Gateway {
  const sent: { url: string; body: JsonObject }[] = [];
  const fetch = (url: unknown, init?: RequestInit): Promise<Response> => {
    sent.push({ url: String(url), body: JSON.parse(init?.body as string) as JsonObject });
    const { status = 200, body } = answers[sent.length - 1] ?? { status: 500, body: 'no answer left' };
    const headers = { 'content-type': 'application/json' };
    return Promise.resolve(new Response(JSON.stringify(body), { status, headers }));
  };
  const context = { ...providerContext(fetch), tokenizer: { count: () => Promise.resolve(4321) } };
  const dialect = responsesDialect({ ...OPENAI, ...service });
  const provider = translatedProvider({
    context,
    endpoint: {
      sign: ({ path, body }) =>
        Promise.resolve({
          url: `https://up.test/v1${path}`,
          init: { body: JSON.stringify(body), headers: new Headers() },
        }),
    },
    dialect: () => dialect,
  });
  const toCall = (request: JsonObject): Call => {
    const whole = { model: 'claude-x', max_tokens: 1024, messages: [{ role: 'user', content: 'hi' }], ...request };
    return {
      request: whole as unknown as MessagesRequest,
      rawBody: new TextEncoder().encode(JSON.stringify(whole)),
      headers: {},
      query: '',
      route: { requestedModel: 'claude-x', provider: 'openai', model },
      stream: false,
      requestId: 'req_1',
      changes: new Set(),
    };
  };
  return {
    sent,
    explain: async (request) => {
      const call = toCall(request);
      const { body } = await provider.explain(call);
      return { body: body as JsonObject, changes: [...call.changes] };
    },
    ask: async (request) => {
      const reply = await firstValueFrom(provider.open(toCall(request)));
      if (reply.kind !== 'events') throw new Error('no events');
      const events = reply.events(new Gate()).pipe(reduce((all, some) => [...all, ...some]));
      return collectMessage(await lastValueFrom(events));
    },
    count: (request) => readCount(provider, toCall(request)),
  };
}

const tool = (name: string, more: JsonObject = {}): JsonObject => ({
  name,
  input_schema: { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
  ...more,
});
const strict = (name: string): JsonObject => {
  const [schema] = [tool(name).input_schema as JsonObject];
  return tool(name, { strict: true, input_schema: { ...schema, additionalProperties: false } });
};
const search = (more: JsonObject = {}): JsonObject => ({ type: 'web_search_20250305', name: 'web_search', ...more });
const adaptive = (display?: string): JsonObject => ({ thinking: { type: 'adaptive', ...(display && { display }) } });
const effort = (level: string): JsonObject => ({ output_config: { effort: level } });

const said = (text: string): JsonObject => ({ type: 'text', text });
const NEW: Situation = {};
const PLAIN: Situation = { model: 'gpt-4.1' };
const UNKNOWN: Situation = { model: 'mine' };
const forgets = (keep: unknown): JsonObject => ({
  context_management: { edits: [{ type: 'clear_thinking_20251015', keep }] },
});
const format = (schema: JsonObject): JsonObject => ({ output_config: { format: { type: 'json_schema', schema } } });
const HASH = expect.stringMatching(/^[0-9a-f]{64}$/);

describe('the body', () => {
  /** Fields that are undefined must not be there. */
  it.each<[string, Situation, JsonObject, JsonObject]>([
    ['is stateless', NEW, {}, { model: 'gpt-5.4', store: false, stream: false, instructions: undefined }],
    ['joins the system prompt', NEW, { system: [said('A.'), said('B.')] }, { instructions: 'A.\n\nB.' }],
    ['requests at least 16 tokens', NEW, { max_tokens: 1 }, { max_output_tokens: 16 }],
    ['requests no more than the model can', NEW, { max_tokens: 500_000 }, { max_output_tokens: 128_000 }],
    ['requests the reasoning, to send it back', NEW, {}, { include: ['reasoning.encrypted_content'] }],
    ['requests it from no plain model', PLAIN, {}, { include: undefined }],
    [
      'requests it from an unknown model with an effort',
      UNKNOWN,
      effort('low'),
      { include: ['reasoning.encrypted_content'] },
    ],
    ['requests nothing else from an unknown model', UNKNOWN, {}, { include: undefined, reasoning: undefined }],
    [
      'sends effort and summary',
      NEW,
      { ...adaptive(), ...effort('low') },
      { reasoning: { effort: 'low', summary: 'auto' } },
    ],
    [
      'wants no summary that is not shown',
      NEW,
      { ...adaptive('omitted'), ...effort('max') },
      { reasoning: { effort: 'xhigh' } },
    ],
    ['wants no summary unasked', NEW, effort('medium'), { reasoning: { effort: 'medium' } }],
    ['turns thinking off', NEW, { thinking: { type: 'disabled' } }, { reasoning: { effort: 'none' } }],
    ['sends a plain model no effort', PLAIN, { ...adaptive(), ...effort('high') }, { reasoning: undefined }],
    [
      'never lets a search go with the least effort',
      { model: 'gpt-5' },
      { thinking: { type: 'disabled' }, tools: [search()] },
      { reasoning: { effort: 'low' } },
    ],
    [
      'lets old thinking go where the client does',
      { model: 'gpt-5.6' },
      { ...effort('low'), ...forgets({ type: 'thinking_turns', value: 1 }) },
      { reasoning: { effort: 'low', context: 'current_turn' } },
    ],
    [
      'keeps old thinking where the client does',
      { model: 'gpt-5.6' },
      { ...effort('low'), ...forgets('all') },
      { reasoning: { effort: 'low' } },
    ],
    ['samples no reasoning model', NEW, { temperature: 0.5, top_p: 1 }, { temperature: undefined, top_p: undefined }],
    [
      'samples where there is no reasoning',
      NEW,
      { temperature: 0.5, top_p: 0.9, thinking: { type: 'disabled' } },
      { temperature: 0.5, top_p: 0.9 },
    ],
    ['samples a plain model', PLAIN, { temperature: 0.5 }, { temperature: 0.5, top_p: undefined }],
    ['requests the standard tier', NEW, { service_tier: 'standard_only' }, { service_tier: 'default' }],
    ['leaves the tier open', NEW, { service_tier: 'auto' }, { service_tier: undefined }],
    [
      'identifies the user, without the name',
      NEW,
      { metadata: { user_id: '{"device_id":"d1","session_id":"s1"}' } },
      { prompt_cache_key: 's1', safety_identifier: HASH, user: undefined },
    ],
    [
      'identifies the user in the older field',
      { service: { identifies: 'user' } },
      { metadata: { user_id: 'u1' } },
      { user: HASH, prompt_cache_key: undefined, safety_identifier: undefined },
    ],
    [
      'sends a compatible server no field that it may not support',
      { service: { official: false, identifies: 'nobody' } },
      { metadata: { user_id: 'u1' }, service_tier: 'standard_only', ...effort('high') },
      {
        prompt_cache_key: undefined,
        user: undefined,
        service_tier: undefined,
        include: undefined,
        reasoning: undefined,
      },
    ],
    [
      'knows the model behind a deployment',
      { model: 'my-deployment', service: { modelOf: () => 'gpt-5.4' } },
      effort('high'),
      { model: 'my-deployment', reasoning: { effort: 'high' }, include: ['reasoning.encrypted_content'] },
    ],
    [
      'wants a strict format where that is possible',
      NEW,
      format({ type: 'object', properties: { a: { type: 'string' } }, required: ['a'], additionalProperties: false }),
      { text: { format: expect.objectContaining({ type: 'json_schema', name: 'output', strict: true }) } },
    ],
    [
      'wants a loose format elsewhere',
      NEW,
      format({ type: 'object', properties: { a: {} } }),
      { text: { format: expect.objectContaining({ strict: false }) } },
    ],
  ])('%s', async (_, situation, request, expected) => {
    const { body } = await gateway(situation).explain(request);
    expect(Object.fromEntries(Object.keys(expected).map((field) => [field, body[field]]))).toEqual(expected);
  });
});

describe('tools', () => {
  const none = { tools: undefined, tool_choice: undefined, parallel_tool_calls: undefined };
  it.each<[string, Situation, JsonObject, JsonObject]>([
    ['none', NEW, { tools: [], tool_choice: { type: 'auto' } }, none],
    [
      'a function, explicitly not strict',
      NEW,
      { tools: [tool('A', { description: 'Does A', cache_control: { type: 'ephemeral' } })] },
      {
        tools: [
          { type: 'function', name: 'A', description: 'Does A', strict: false, parameters: tool('A').input_schema },
        ],
      },
    ],
    [
      'a strict function',
      NEW,
      { tools: [strict('A')] },
      { tools: [expect.objectContaining({ name: 'A', strict: true })] },
    ],
    [
      'a strict function whose schema cannot be',
      NEW,
      { tools: [tool('A', { strict: true })] },
      { tools: [expect.objectContaining({ name: 'A', strict: false })] },
    ],
    ['a free choice', NEW, { tools: [tool('A')], tool_choice: { type: 'auto' } }, { tool_choice: 'auto' }],
    ['any tool', NEW, { tools: [tool('A')], tool_choice: { type: 'any' } }, { tool_choice: 'required' }],
    [
      'no tool',
      NEW,
      { tools: [tool('A')], tool_choice: { type: 'none' } },
      { tool_choice: 'none', tools: [expect.anything()] },
    ],
    [
      'one tool',
      NEW,
      { tools: [tool('A')], tool_choice: { type: 'tool', name: 'A' } },
      { tool_choice: { type: 'function', name: 'A' } },
    ],
    [
      'one call at a time',
      NEW,
      { tools: [tool('A')], tool_choice: { type: 'auto', disable_parallel_tool_use: true } },
      { parallel_tool_calls: false },
    ],
    [
      'one call at a time, where the model has no such parameter',
      { model: 'o3' },
      { tools: [tool('A')], tool_choice: { type: 'auto', disable_parallel_tool_use: true } },
      { parallel_tool_calls: undefined },
    ],
    [
      "Claude Code's search",
      NEW,
      { tools: [search({ max_uses: 8 })], tool_choice: { type: 'auto' } },
      {
        tools: [{ type: 'web_search', user_location: { type: 'approximate' } }],
        tool_choice: 'auto',
        max_tool_calls: 8,
        include: ['web_search_call.action.sources', 'reasoning.encrypted_content'],
      },
    ],
    [
      'a search with everything it can have',
      NEW,
      {
        tools: [
          search({
            allowed_domains: ['a.com'],
            user_location: { type: 'approximate', city: 'Rome', country: 'IT', region: null },
          }),
        ],
        tool_choice: { type: 'tool', name: 'web_search' },
      },
      {
        tools: [
          {
            type: 'web_search',
            filters: { allowed_domains: ['a.com'] },
            user_location: { type: 'approximate', city: 'Rome', country: 'IT' },
          },
        ],
        tool_choice: 'required',
      },
    ],
    [
      'a search beside a function',
      NEW,
      { tools: [tool('A'), search({ max_uses: 8 })], tool_choice: { type: 'tool', name: 'web_search' } },
      { max_tool_calls: undefined, tool_choice: { type: 'web_search' } },
    ],
  ])('%s', async (_, situation, request, expected) => {
    const { body } = await gateway(situation).explain(request);
    expect(Object.fromEntries(Object.keys(expected).map((field) => [field, body[field]]))).toEqual(expected);
  });

  it.each<[JsonObject, string]>([
    [{ tools: [{ type: 'web_fetch_20250910', name: 'web_fetch' }] }, 'not supported by the openai-responses backend'],
    [{ tools: [search()], mcp_servers: [{ type: 'url', url: 'https://m.test', name: 'm' }] }, 'mcp'],
  ])('refuses what the API has no like of: %j', async (request, problem) => {
    await expect(gateway(NEW).explain(request)).rejects.toThrow(problem);
  });

  it.each<[JsonObject, string]>([
    [{ tools: [tool('A', { strict: true })] }, 'strict-dropped'],
    [{ tools: [search({ blocked_domains: ['a.com'] })] }, 'search-domains-dropped'],
    [{ temperature: 0.5 }, 'sampling-dropped'],
    [effort('max'), 'effort-adjusted'],
  ])('notes what it could not keep: %j', async (request, change) => {
    expect((await gateway(NEW).explain(request)).changes).toContain(change);
  });
});

const MESSAGE = {
  object: 'response',
  status: 'completed',
  output: [{ type: 'message', content: [{ type: 'output_text', text: 'ok' }] }],
  usage: { input_tokens: 10, output_tokens: 1 },
};
const refuse = (error: JsonObject, status = 400): ScriptedReply => ({ status, body: { error } });
const signed = (state: JsonObject): JsonObject => ({
  type: 'thinking',
  thinking: 'Plan',
  signature: packState('or', { m: 'openai/gpt-5.4', ec: 'gAAAA', nx: 'msg', ...state }),
});
const thought = (state: JsonObject): JsonObject => ({
  messages: [
    { role: 'user', content: 'a' },
    { role: 'assistant', content: [signed(state), { type: 'text', text: 'b' }] },
    { role: 'user', content: 'c' },
  ],
});

describe('learning', () => {
  it('repeats once without reasoning that the upstream cannot read, and sends it again the next time', async () => {
    const foreign = refuse({
      code: 'invalid_encrypted_content',
      message: 'The encrypted content gAAA could not be verified.',
    });
    const { ask, sent } = gateway({ answers: [foreign, { body: MESSAGE }, { body: MESSAGE }] });
    await ask(thought({}));
    await ask(thought({}));
    const reasoning = sent.map(
      ({ body }) => (body.input as JsonObject[]).filter(({ type }) => type === 'reasoning').length,
    );
    expect(reasoning).toEqual([1, 0, 1]);
  });

  it('does not ask for reasoning again where there is none', async () => {
    const plain = refuse({ message: 'Encrypted content is not supported with this model.', param: 'include' });
    const { ask, sent } = gateway({ model: 'mine', answers: [plain, { body: MESSAGE }, { body: MESSAGE }] });
    await ask({ ...effort('low'), tools: [search()] });
    await ask({ ...effort('low'), tools: [search()] });
    const sources = 'web_search_call.action.sources';
    expect(sent.map(({ body }) => body.include)).toEqual([
      [sources, 'reasoning.encrypted_content'],
      [sources],
      [sources],
    ]);
  });

  it('leaves out a summary that the organisation may not have', async () => {
    const unverified = refuse({ code: 'unsupported_value', param: 'reasoning.summary', message: 'must be verified' });
    const { ask, sent } = gateway({ answers: [unverified, { body: MESSAGE }] });
    await ask({ ...adaptive(), ...effort('low') });
    expect(sent.map(({ body }) => body.reasoning)).toEqual([{ effort: 'low', summary: 'auto' }, { effort: 'low' }]);
  });

  it.each<[string, JsonObject]>([
    ['a request that is wrong', { code: 'invalid_value', param: 'input', message: 'bad input' }],
    ['reasoning that was never sent', { code: 'invalid_encrypted_content', message: 'could not be verified' }],
  ])('does not repeat %s', async (_, error) => {
    const { ask, sent } = gateway({ answers: [refuse(error)] });
    await expect(ask({})).rejects.toThrow(ApiError);
    expect(sent).toHaveLength(1);
  });
});

describe('failures', () => {
  const overflow = 'Your input exceeds the context window of this model. Please adjust your input and try again.';
  it.each<[string, ScriptedReply, string, string]>([
    [
      'a prompt that is too long',
      refuse({ code: 'context_length_exceeded', message: overflow }),
      'invalid_request_error',
      'prompt is too long: input exceeds the context window of gpt-5.4',
    ],
    [
      'no quota, reported with a success status',
      { body: { error: { code: 'insufficient_quota', message: 'No quota' } } },
      'billing_error',
      '[openai-responses] No quota',
    ],
    [
      'an answer that failed',
      { body: { status: 'failed', output: [], error: { code: 'server_error', message: 'Broke' } } },
      'api_error',
      '[openai-responses] Broke',
    ],
    [
      'an answer that was cancelled',
      { body: { status: 'cancelled', output: [] } },
      'api_error',
      'the response is cancelled',
    ],
  ])('%s', async (_, answer, type, message) => {
    const failure = gateway({ answers: [answer] }).ask({});
    await expect(failure).rejects.toMatchObject({ type, message: expect.stringContaining(message) });
  });
});

describe('counting', () => {
  it("is the upstream's to do, and takes only what makes up the prompt", async () => {
    const { count, sent } = gateway({ answers: [{ body: { object: 'response.input_tokens', input_tokens: 77 } }] });
    const request = { system: 'S', tools: [tool('A')], tool_choice: { type: 'auto' }, ...effort('low') };
    expect(await count({ ...request, max_tokens: undefined })).toBe(77);
    expect(sent[0]?.url).toBe('https://up.test/v1/responses/input_tokens');
    expect(Object.keys(sent[0]?.body ?? {}).sort()).toEqual(
      ['model', 'input', 'instructions', 'tools', 'tool_choice', 'reasoning'].sort(),
    );
  });

  it.each<[string, ScriptedReply]>([
    ['does not know the path', { status: 400, body: { error: { message: 'nope' } } }],
    ['says something else', { body: { object: 'list' } }],
  ])('is done here where the upstream %s', async (_, answer) => {
    expect(await gateway({ answers: [answer] }).count({})).toBeGreaterThan(1000);
  });
});

describe('an answer', () => {
  it('brings its reasoning back with the next request', async () => {
    const output = [
      { type: 'reasoning', summary: [], encrypted_content: 'gAAAA' },
      { type: 'function_call', call_id: 'c1', name: 'A', arguments: '{"a":"x"}' },
    ];
    const { ask, explain } = gateway({ answers: [{ body: { ...MESSAGE, output } }] });
    const request = { tools: [tool('A')], ...adaptive('omitted') };
    const { content } = await ask(request);
    const messages = [
      { role: 'user', content: 'hi' },
      { role: 'assistant', content },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c1', content: 'done' }] },
    ];
    expect((await explain({ ...request, messages })).body.input).toEqual([
      { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'hi' }] },
      { type: 'reasoning', summary: [], encrypted_content: 'gAAAA' },
      { type: 'function_call', call_id: 'c1', name: 'A', arguments: '{"a":"x"}' },
      { type: 'function_call_output', call_id: 'c1', output: 'done' },
    ]);
  });

  it('leaves out hits of blocked domains', async () => {
    const sources = [{ url: 'https://sub.a.com/x' }, { url: 'https://b.com/y' }];
    const output = [{ type: 'web_search_call', id: 'w', status: 'completed', action: { type: 'search', sources } }];
    const { ask } = gateway({ answers: [{ body: { ...MESSAGE, output } }] });
    const { content } = await ask({ tools: [search({ blocked_domains: ['a.com'] })] });
    expect(content[1]).toMatchObject({ content: [{ url: 'https://b.com/y' }] });
  });
});

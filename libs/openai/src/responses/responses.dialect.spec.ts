import { type Call, Gate, packState, type ProviderContext, translatedProvider } from '@gateway/provider-kit';
import { ApiError, collectMessage, type JsonObject, type Message, type MessagesRequest } from '@gateway/protocol';
import { describe, expect, it } from '@jest/globals';
import { firstValueFrom, lastValueFrom, reduce } from 'rxjs';
import type { OpenAiService } from '../openai-service.types.js';
import { responsesDialect } from './responses.dialect.js';

const OPENAI: OpenAiService = {
  name: 'openai',
  official: true,
  obfuscation: true,
  identifies: 'session',
  modelOf: (name) => name,
};

/** One answer of the upstream. */
interface Answer {
  status?: number;
  body: unknown;
}

interface Situation {
  model?: string;
  service?: Partial<OpenAiService>;
  answers?: readonly Answer[];
}

/** The dialect in its place in the kit, before an upstream that answers in turn and writes down what it was sent. */
function gateway({ model = 'gpt-5.4', service = {}, answers = [] }: Situation) {
  const sent: { url: string; body: JsonObject }[] = [];
  const fetch = (url: unknown, init?: RequestInit): Promise<Response> => {
    sent.push({ url: String(url), body: JSON.parse(init?.body as string) as JsonObject });
    const { status = 200, body } = answers[sent.length - 1] ?? { status: 500, body: 'no answer left' };
    const headers = { 'content-type': 'application/json' };
    return Promise.resolve(new Response(JSON.stringify(body), { status, headers }));
  };
  const context: ProviderContext = {
    fetch: fetch as typeof globalThis.fetch,
    limits: { retries: 0, commitAfter: 1000, firstByte: 1000, idle: 1000, total: 0 },
    tokenizer: { count: () => Promise.resolve(4321) },
    unsupportedServerTools: 'error',
    log: { info: () => undefined, warn: () => undefined },
  };
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
      route: { asked: 'claude-x', provider: 'openai', model },
      stream: false,
      requestId: 'req_1',
      changes: new Set(),
    };
  };
  return {
    sent,
    async explain(request: JsonObject): Promise<{ body: JsonObject; changes: readonly string[] }> {
      const call = toCall(request);
      const { body } = await provider.explain(call);
      return { body: body as JsonObject, changes: [...call.changes] };
    },
    async ask(request: JsonObject): Promise<Message> {
      const reply = await firstValueFrom(provider.open(toCall(request)));
      if (!('events' in reply)) throw new Error('no events');
      const events = reply.events(new Gate()).pipe(reduce((all, some) => [...all, ...some]));
      return collectMessage(await lastValueFrom(events));
    },
    count: (request: JsonObject) => firstValueFrom(provider.countTokens(toCall(request))),
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

describe('the body', () => {
  it.each<[string, JsonObject, JsonObject, Situation?]>([
    ['is stateless', {}, { model: 'gpt-5.4', store: false, stream: false, instructions: undefined, tools: undefined }],
    [
      'joins the system prompt',
      {
        system: [
          { type: 'text', text: 'A.' },
          { type: 'text', text: 'B.' },
        ],
      },
      { instructions: 'A.\n\nB.' },
    ],
    ['asks for at least 16 tokens', { max_tokens: 1 }, { max_output_tokens: 16 }],
    ['asks for no more than the model can', { max_tokens: 500_000 }, { max_output_tokens: 128_000 }],
    ['asks for reasoning to bring back', {}, { include: ['reasoning.encrypted_content'] }],
    ['asks no plain model for it', {}, { include: undefined }, { model: 'gpt-4.1' }],
    [
      'asks an unknown model only with its effort',
      effort('low'),
      { include: ['reasoning.encrypted_content'] },
      { model: 'mine' },
    ],
    [
      'asks an unknown model for nothing by itself',
      {},
      { include: undefined, reasoning: undefined },
      { model: 'mine' },
    ],
    [
      'sends effort and summary',
      { ...adaptive(), ...effort('low') },
      { reasoning: { effort: 'low', summary: 'auto' } },
    ],
    [
      'wants no summary that is not shown',
      { ...adaptive('omitted'), ...effort('max') },
      { reasoning: { effort: 'xhigh' } },
    ],
    ['wants no summary unasked', effort('medium'), { reasoning: { effort: 'medium' } }],
    ['turns thinking off', { thinking: { type: 'disabled' } }, { reasoning: { effort: 'none' } }],
    [
      'sends a plain model no effort',
      { ...adaptive(), ...effort('high') },
      { reasoning: undefined },
      { model: 'gpt-4.1' },
    ],
    [
      'never lets a search go with the least effort',
      { thinking: { type: 'disabled' }, tools: [search()] },
      { reasoning: { effort: 'low' } },
      { model: 'gpt-5' },
    ],
    [
      'lets old thinking go where the client does',
      {
        ...effort('low'),
        context_management: {
          edits: [{ type: 'clear_thinking_20251015', keep: { type: 'thinking_turns', value: 1 } }],
        },
      },
      { reasoning: { effort: 'low', context: 'current_turn' } },
      { model: 'gpt-5.6' },
    ],
    [
      'keeps old thinking where the client does',
      { ...effort('low'), context_management: { edits: [{ type: 'clear_thinking_20251015', keep: 'all' }] } },
      { reasoning: { effort: 'low' } },
      { model: 'gpt-5.6' },
    ],
    [
      'sends a reasoning model no sampling',
      { temperature: 0.5, top_p: 0.9 },
      { temperature: undefined, top_p: undefined },
    ],
    [
      'samples where there is no reasoning',
      { temperature: 0.5, top_p: 0.9, thinking: { type: 'disabled' } },
      { temperature: 0.5, top_p: 0.9 },
    ],
    ['samples a plain model', { temperature: 0.5 }, { temperature: 0.5 }, { model: 'gpt-4.1' }],
    ['asks for the standard tier', { service_tier: 'standard_only' }, { service_tier: 'default' }],
    ['leaves the tier open', { service_tier: 'auto' }, { service_tier: undefined }],
    [
      'says who asks, without the name',
      { metadata: { user_id: '{"device_id":"d1","session_id":"s1"}' } },
      { prompt_cache_key: 's1', safety_identifier: expect.stringMatching(/^[0-9a-f]{64}$/), user: undefined },
    ],
    [
      'says who asks in the older field',
      { metadata: { user_id: 'u1' } },
      { user: expect.stringMatching(/^[0-9a-f]{64}$/), prompt_cache_key: undefined },
      { service: { identifies: 'user' } },
    ],
    [
      'tells a compatible server nothing that it may not know',
      { metadata: { user_id: 'u1' }, service_tier: 'standard_only', ...effort('high') },
      {
        prompt_cache_key: undefined,
        user: undefined,
        service_tier: undefined,
        include: undefined,
        reasoning: undefined,
      },
      { service: { official: false, identifies: 'nobody' } },
    ],
    [
      'knows the model behind a deployment',
      effort('high'),
      { model: 'my-deployment', reasoning: { effort: 'high' }, include: ['reasoning.encrypted_content'] },
      { model: 'my-deployment', service: { modelOf: () => 'gpt-5.4' } },
    ],
    [
      'wants a strict format where that is possible',
      {
        output_config: {
          format: {
            type: 'json_schema',
            schema: { type: 'object', properties: { a: {} }, required: ['a'], additionalProperties: false },
          },
        },
      },
      { text: { format: { type: 'json_schema', name: 'output', strict: true } } },
    ],
    [
      'wants a loose format elsewhere',
      { output_config: { format: { type: 'json_schema', schema: { type: 'object', properties: { a: {} } } } } },
      { text: { format: { strict: false } } },
    ],
  ])('%s', async (_, request, expected, situation) => {
    const { body } = await gateway(typeof situation === 'object' ? situation : {}).explain(request);
    expect(body).toMatchObject(Object.fromEntries(Object.entries(expected).filter(([, value]) => value !== undefined)));
    for (const [field, value] of Object.entries(expected))
      if (value === undefined) expect(body).not.toHaveProperty(field);
    if (expected.reasoning) expect(body.reasoning).toEqual(expected.reasoning);
  });
});

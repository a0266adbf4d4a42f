import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Problem } from '../script.types.js';
import { COUNTED_TOKENS, startUpstream, type Upstream } from '../upstream-server.js';
import { vertex, VERTEX } from '../vertex/vertex.wire.js';
import type { Wire } from '../wire.types.js';
import { gemini } from './gemini.wire.js';

type Body = Record<string, unknown>;

const user: Body = { role: 'user', parts: [{ text: 'Hello' }] };
const call = (name = 'Read', rest: Body = {}, signature?: string): Body => ({
  functionCall: { name, args: {}, ...rest },
  ...(signature === undefined ? {} : { thoughtSignature: signature }),
});
const answer = (name = 'Read', rest: Body = {}): Body => ({
  functionResponse: { name, response: { output: 'ok' }, ...rest },
});
const model = (...parts: Body[]): Body => ({ role: 'model', parts });
const results = (...parts: Body[]): Body => ({ role: 'user', parts });
const tool = (schema?: unknown, name = 'Read'): Body => ({
  functionDeclarations: [{ name, ...(schema === undefined ? {} : { parametersJsonSchema: schema }) }],
});
const object = (properties: Body, rest: Body = {}): Body => ({ type: 'object', properties, ...rest });
const thinking = (config: Body): Body => ({ generationConfig: { thinkingConfig: config } });

const refuse = (rest: Body, name = 'gemini-3-pro-preview', wire = gemini): Problem | undefined =>
  wire.refuse({ contents: [user], ...rest }, { action: 'generate', model: name, stream: false });

describe('Gemini takes', () => {
  it.each<[string, Body, string?]>([
    ['a bare question', {}],
    [
      'a tool loop whose calls have ids and a signature',
      {
        contents: [
          user,
          model(call('Read', { id: 'a' }, 'SIG1'), call('LS', { id: 'b' })),
          results(answer('Read', { id: 'a' }), answer('LS', { id: 'b' })),
        ],
      },
    ],
    [
      'the documented escape for foreign history',
      { contents: [user, model(call('Read', {}, 'skip_thought_signature_validator')), results(answer())] },
    ],
    [
      'a finished turn without signatures',
      { contents: [user, model(call()), results(answer()), model({ text: 'Done' }), user] },
    ],
    ['no signatures before Gemini 3', { contents: [user, model(call()), results(answer())] }, 'gemini-2.5-pro'],
    [
      'a property that is called like a keyword',
      {
        tools: [tool(object({ pattern: { type: 'string' }, default: { type: 'boolean' }, $ref: { type: 'string' } }))],
      },
    ],
    ['references', { tools: [tool(object({ a: { $ref: '#/$defs/x' } }, { $defs: { x: { type: 'string' } } }))] }],
    ['a level', thinking({ thinkingLevel: 'HIGH', includeThoughts: true })],
    ['a budget', thinking({ thinkingBudget: 512 }), 'gemini-2.5-flash'],
    [
      'search beside functions, with the flag',
      { tools: [tool(), { googleSearch: {} }], toolConfig: { includeServerSideToolInvocations: true } },
    ],
  ])('%s', (...[, rest, name]) => {
    expect(refuse(rest, name)).toBeUndefined();
  });
});

describe('Gemini refuses', () => {
  it.each<[string, Body, RegExp, string?]>([
    [
      'an unknown field',
      { messages: [] },
      /^Invalid JSON payload received\. Unknown name "messages": Cannot find field\.$/,
    ],
    [
      'an unknown field inside',
      { contents: [{ ...user, cache_control: {} }] },
      /Unknown name "cache_control" at 'contents\[0\]': Cannot/,
    ],
    [
      'an unknown field of the configuration',
      { generationConfig: { max_tokens: 1 } },
      /Unknown name "max_tokens" at 'generation_config'/,
    ],
    [
      'a wrong type',
      { generationConfig: { temperature: '1' } },
      /Invalid value at 'generation_config\.temperature' \(TYPE_DOUBLE\), "1"/,
    ],
    ['an unknown level', thinking({ thinkingLevel: 'XHIGH' }), /thinking_level' \(TYPE_ENUM\), "XHIGH"/],
    ['no contents', { contents: [] }, /contents is not specified/],
    ['a first content of the model', { contents: [model({ text: 'Hi' }), user] }, /begin with a content of role user/],
    ['another role', { contents: [user, { role: 'assistant', parts: [{ text: 'Hi' }] }] }, /valid role: user, model/],
    ['an empty part', { contents: [{ role: 'user', parts: [{ text: '' }] }] }, /parts\[0\]\.data: required oneof/],
    ['no parts', { contents: [{ role: 'user', parts: [] }] }, /parts must not be empty/],
    ['an empty system instruction', { systemInstruction: { parts: [{ text: '' }] } }, /must have text/],
    ['a model that does not exist', {}, /models\/gpt-4 is not found/, 'gpt-4'],
    [
      'too many tokens',
      { generationConfig: { maxOutputTokens: 128_000 } },
      /supported range is from 1 \(inclusive\) to 65537 \(exclusive\)/,
    ],
    ['six stop sequences', { generationConfig: { stopSequences: ['a', 'b', 'c', 'd', 'e', 'f'] } }, /at most 5/],
    [
      'a level and a budget',
      thinking({ thinkingLevel: 'LOW', thinkingBudget: 1 }),
      /only set only one of thinking budget and thinking level/,
    ],
    [
      'a level on 2.5',
      thinking({ thinkingLevel: 'LOW' }),
      /Thinking level is not supported for this model/,
      'gemini-2.5-flash',
    ],
    ['a level that the model lacks', thinking({ thinkingLevel: 'MINIMAL' }), /level MINIMAL is not supported/],
    ['a budget beyond the range', thinking({ thinkingBudget: 40_000 }), /budget 40000 is invalid/, 'gemini-2.5-pro'],
    [
      'no thinking on a model that must',
      thinking({ thinkingBudget: 0 }),
      /only works in thinking mode/,
      'gemini-2.5-pro',
    ],
    ['thinking on a model that does not', thinking({ thinkingBudget: 0 }), /not supported/, 'gemini-2.0-flash'],
    [
      'a keyword outside the list',
      { tools: [tool(object({ a: { type: 'integer', exclusiveMinimum: 0 } }))] },
      /Unknown name "exclusiveMinimum" at 'tools\[0\]\.function_declarations\[0\]\.parameters_json_schema\.properties\.a'/,
    ],
    [
      'a keyword outside the list in a list',
      { tools: [tool(object({ a: { anyOf: [{ type: 'string', pattern: 'a' }] } }))] },
      /Unknown name "pattern"/,
    ],
    ['$schema', { tools: [tool(object({}, { $schema: 'x' }))] }, /Unknown name "\$schema"/],
    ['const', { tools: [tool(object({ a: { const: 1 } }))] }, /Unknown name "const"/],
    [
      'siblings of a reference',
      { tools: [tool(object({ a: { $ref: '#/$defs/x', description: 'b' } }, { $defs: { x: {} } }))] },
      /no other field may be set beside \$ref/,
    ],
    ['a reference to nothing', { tools: [tool(object({ a: { $ref: '#/definitions/x' } }))] }, /is not defined/],
    [
      'a required property that is missing',
      { tools: [tool(object({}, { required: ['a'] }))] },
      /property is not defined: "a"/,
    ],
    [
      'an enum of other types',
      { tools: [tool(object({ a: { type: 'string', enum: [1] } }))] },
      /only allowed for STRING/,
    ],
    ['an empty enum', { tools: [tool(object({ a: { type: 'string', enum: [] } }))] }, /should be non-empty/],
    ['a schema that is no object', { tools: [tool({ type: 'string' })] }, /the type should be object/],
    [
      'a JSON schema in parameters',
      { tools: [{ functionDeclarations: [{ name: 'a', parameters: object({}) }] }] },
      /'tools\[0\]\.function_declarations\[0\]\.parameters\.type'/,
    ],
    ['an illegal tool name', { tools: [tool(undefined, '1st')] }, /Invalid function name/],
    ['a long tool name', { tools: [tool(undefined, 'x'.repeat(65))] }, /Invalid function name/],
    [
      'two tools of a name',
      { tools: [{ functionDeclarations: [{ name: 'a' }, { name: 'a' }] }] },
      /Duplicate function declaration/,
    ],
    [
      'allowed names in AUTO',
      { tools: [tool()], toolConfig: { functionCallingConfig: { mode: 'AUTO', allowedFunctionNames: ['Read'] } } },
      /only when function calling mode is ANY/,
    ],
    [
      'a mode without functions',
      { toolConfig: { functionCallingConfig: { mode: 'AUTO' } } },
      /without function_declarations/,
    ],
    [
      'search beside functions before 3',
      { tools: [tool(), { googleSearch: {} }] },
      /cannot be combined/,
      'gemini-2.5-pro',
    ],
    [
      'search beside functions without the flag',
      { tools: [tool(), { googleSearch: {} }] },
      /include_server_side_tool_invocations/,
    ],
    [
      'a structured answer beside functions before 3',
      { tools: [tool()], generationConfig: { responseMimeType: 'application/json' } },
      /response mime type/,
      'gemini-2.5-pro',
    ],
    [
      'fewer responses than calls',
      { contents: [user, model(call('Read', {}, 'SIG1'), call('LS')), results(answer())] },
      /number of function response parts is equal/,
    ],
    [
      'a call without a response',
      { contents: [user, model(call('Read', {}, 'SIG1'))] },
      /number of function response parts is equal/,
    ],
    [
      'a response of another name',
      { contents: [user, model(call('Read', {}, 'SIG1')), results(answer('LS'))] },
      /names and ids/,
    ],
    [
      'an id on one side only',
      { contents: [user, model(call('Read', { id: 'a' }, 'SIG1')), results(answer())] },
      /names and ids/,
    ],
    ['a response without its call', { contents: [user, results(answer())] }, /immediately after a function call turn/],
    [
      'text behind a call',
      { contents: [user, model(call('Read', {}, 'SIG1'), { text: 'a' }), results(answer())] },
      /last parts of their turn/,
    ],
    [
      'a call without its signature',
      { contents: [user, model(call()), results(answer())] },
      /missing a thought_signature.*default_api:Read/,
    ],
    [
      'a later step without its signature',
      {
        contents: [user, model(call('Read', {}, 'SIG1')), results(answer()), model(call('LS')), results(answer('LS'))],
      },
      /default_api:LS/,
    ],
    [
      "an unknown model's lost signature",
      { contents: [user, model(call()), results(answer())] },
      /missing a thought_signature/,
      'gemini-flash-latest',
    ],
    [
      'a signature of a gateway',
      { contents: [user, model(call('Read', {}, 'gw1.gm.e30')), results(answer())] },
      /Corrupted thought signature/,
    ],
  ])('%s', (...[, rest, message, name]) => {
    expect(refuse(rest, name)).toMatchObject({
      status: name === 'gpt-4' ? 404 : 400,
      message: expect.stringMatching(message),
    });
  });
});

describe('Vertex refuses', () => {
  it.each<[string, Body, RegExp]>([
    [
      'an id of a call',
      { contents: [user, model(call('Read', { id: 'a' }, 'SIG1')), results(answer())] },
      /Unknown name "id" at 'contents\[1\]\.parts\[0\]\.function_call'/,
    ],
    [
      'an id of a response',
      { contents: [user, model(call('Read', {}, 'SIG1')), results(answer('Read', { id: 'a' }))] },
      /Unknown name "id" at 'contents\[2\]\.parts\[0\]\.function_response'/,
    ],
    [
      'the flag of AI Studio',
      { tools: [tool(), { googleSearch: {} }], toolConfig: { includeServerSideToolInvocations: true } },
      /Unknown name "includeServerSideToolInvocations"/,
    ],
    ['the service tier', { serviceTier: 'standard' }, /Unknown name "serviceTier"/],
  ])('%s', (_, rest, message) => {
    expect(refuse(rest, undefined, vertex)).toMatchObject({ message: expect.stringMatching(message) });
  });
});

describe.each<{ name: string; wire: Wire; base: string; key: Record<string, string> }>([
  { name: 'AI Studio', wire: gemini, base: '/v1beta/models', key: { 'x-goog-api-key': 'g-test' } },
  {
    name: 'Vertex',
    wire: vertex,
    base: '/v1/projects/p1/locations/us-central1/publishers/google/models',
    key: { authorization: 'Bearer ya29.test' },
  },
])('$name over HTTP', ({ name, wire, base, key }) => {
  let upstream: Upstream;
  beforeAll(async () => {
    upstream = await startUpstream(wire, () => ({
      says: [
        { think: 'I should look', state: 'SIG1' },
        { text: ['Let', ' me'] },
        { call: 'Read', input: { path: '/a' }, id: 'f1' },
        { call: 'LS', input: {}, id: 'f2' },
      ],
      usage: { input: 9, output: 4, reasoning: 1 },
    }));
  });
  afterAll(() => upstream.close());

  const ask = (method: string, body: Body, headers: Record<string, string> = key): Promise<Response> =>
    fetch(`${upstream.url}${base}/gemini-3-pro-preview:${method}`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ contents: [user], ...body }),
    });
  const id = (value: string): Body => (name === 'Vertex' ? {} : { id: value });
  const parts = [
    { text: 'Let' },
    { text: ' me' },
    { functionCall: { ...id('f1'), name: 'Read', args: { path: '/a' } }, thoughtSignature: 'SIG1' },
    { functionCall: { ...id('f2'), name: 'LS' } },
  ];

  it('answers whole', async () => {
    const reply = await (await ask('generateContent', {})).json();
    expect(reply).toMatchObject({
      candidates: [{ content: { role: 'model', parts }, finishReason: 'STOP' }],
      usageMetadata: { promptTokenCount: 9, candidatesTokenCount: 3, thoughtsTokenCount: 1 },
    });
  });

  it('answers as a stream, thoughts where they were asked for', async () => {
    const reply = await (await ask('streamGenerateContent?alt=sse', thinking({ includeThoughts: true }))).text();
    const chunks = reply
      .split('\r\n\r\n')
      .slice(0, -1)
      .map((frame) => JSON.parse(frame.replace('data: ', '')) as { candidates?: { content: { parts: Body[] } }[] });
    const said = chunks.flatMap((chunk) => chunk.candidates?.[0]?.content.parts ?? []);
    expect(said).toEqual([{ text: 'I should look', thought: true }, ...parts, { text: '' }]);
    expect(chunks.at(-1)).toMatchObject({
      candidates: [{ finishReason: 'STOP' }],
      usageMetadata: { totalTokenCount: 13 },
    });
  });

  it('counts in its own form', async () => {
    const inside = {
      generateContentRequest: { model: 'models/gemini-3-pro-preview', contents: [user] },
      contents: undefined,
    };
    const response = await ask('countTokens', name === 'Vertex' ? {} : inside);
    expect(await response.json()).toEqual({ totalTokens: COUNTED_TOKENS });
  });

  it('refuses a stream in another form, and strangers', async () => {
    expect((await ask('streamGenerateContent', {})).status).toBe(404);
    expect((await ask('generateContent', {}, {})).status).toBe(name === 'Vertex' ? 401 : 403);
    expect((await ask('generateContent?key=g-test', {}, {})).status).toBe(name === 'Vertex' ? 401 : 403);
  });

  it('answers a wrong key with the reason', async () => {
    const reply = await (await ask('generateContent', {}, { 'x-goog-api-key': 'wrong' })).json();
    const error =
      name === 'Vertex'
        ? { code: 401, status: 'UNAUTHENTICATED' }
        : { code: 400, details: [{ reason: 'API_KEY_INVALID' }] };
    expect(reply).toMatchObject({ error });
  });
});

describe('the metadata server', () => {
  it('gives a token to those who say what it asks for', async () => {
    const upstream = await startUpstream(vertex, () => ({ says: [] }));
    const path = `${upstream.url}/computeMetadata/v1/instance/service-accounts/default/token`;
    expect((await fetch(path)).status).toBe(403);
    const reply = await (await fetch(path, { headers: { 'metadata-flavor': 'Google' } })).json();
    expect(reply).toMatchObject({ access_token: VERTEX.token });
    expect(upstream.received).toEqual([]);
    await upstream.close();
  });
});

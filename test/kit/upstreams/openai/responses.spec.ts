import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Problem } from '../script.types.js';
import { COUNTED_TOKENS, startUpstream, type Upstream } from '../upstream-server.js';
import { openAiResponses } from './responses.wire.js';

type Body = Record<string, unknown>;

const user: Body = { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Hello' }] };
const call = (id: string, rest: Body = {}): Body => ({
  type: 'function_call',
  call_id: id,
  name: 'Read',
  arguments: '{}',
  ...rest,
});
const output = (id: string, value: unknown = 'ok'): Body => ({
  type: 'function_call_output',
  call_id: id,
  output: value,
});
const reasoning = (rest: Body = {}): Body => ({ type: 'reasoning', summary: [], encrypted_content: 'gAAAAB', ...rest });
const tool = (rest: Body = {}): Body => ({
  type: 'function',
  name: 'Read',
  strict: false,
  parameters: { type: 'object', properties: { path: { type: 'string' } } },
  ...rest,
});
const search: Body = { type: 'web_search', user_location: { type: 'approximate' } };

const refuse = (rest: Body, model = 'gpt-5.4', action: 'generate' | 'count' = 'generate'): Problem | undefined =>
  openAiResponses.refuse(
    { model, input: [user], ...(action === 'count' ? {} : { store: false }), ...rest },
    { action, model, stream: false },
  );

describe('Responses takes', () => {
  it.each<[string, Body, string?]>([
    ['a bare question', {}],
    ['text instead of items', { input: 'Hello' }],
    [
      'a whole tool loop',
      { tools: [tool()], input: [user, reasoning(), call('a'), call('b'), output('b'), output('a'), user] },
    ],
    [
      'an image in an output',
      {
        tools: [tool()],
        input: [
          user,
          call('a'),
          output('a', [{ type: 'input_image', image_url: 'data:image/png;base64,AAAA', detail: 'auto' }]),
        ],
      },
    ],
    ['a developer between turns', { input: [user, { ...user, role: 'developer' }] }],
    [
      'effort with tools',
      { tools: [tool()], reasoning: { effort: 'high', summary: 'auto' }, include: ['reasoning.encrypted_content'] },
    ],
    ['a web search', { tools: [search], tool_choice: { type: 'web_search' }, max_tool_calls: 8 }],
    ['sampling on a model that does not reason', { temperature: 0.2 }, 'gpt-4.1'],
  ])('%s', (...[, rest, model]) => {
    expect(refuse(rest, model)).toBeUndefined();
  });
});

describe('Responses refuses', () => {
  it.each<[string, Body, RegExp, string | null, string?]>([
    ['an unknown field', { messages: [] }, /^Unknown parameter: 'messages'\.$/, 'unknown_parameter'],
    ['a field of Chat', { max_completion_tokens: 20 }, /'max_completion_tokens'/, 'unknown_parameter'],
    [
      'an unknown field of an item',
      { input: [{ ...user, cache_control: {} }] },
      /'input\[0\]\.cache_control'/,
      'unknown_parameter',
    ],
    ['an unknown item', { input: [{ type: 'tool_use' }] }, /Invalid value: 'tool_use'/, 'invalid_value'],
    [
      'an unknown part',
      { input: [{ ...user, content: [{ type: 'text', text: 'a' }] }] },
      /Supported values are: 'input_text'/,
      'invalid_value',
    ],
    [
      'a user part in an assistant message',
      { input: [user, { ...user, role: 'assistant' }] },
      /Supported values are: 'output_text', and 'refusal'/,
      'invalid_value',
    ],
    [
      'an image without detail',
      { input: [{ ...user, content: [{ type: 'input_image', image_url: 'https://a/b.png' }] }] },
      /detail'/,
      'missing_required_parameter',
    ],
    ['a wrong type', { instructions: [] }, /expected a string, but got an array/, 'invalid_type'],
    ['a model that does not exist', {}, /does not exist/, 'model_not_found', 'claude-3'],
    ['an empty input', { input: [] }, /'input': empty array/, 'empty_array'],
    ['few tokens', { max_output_tokens: 1 }, /Expected a value >= 16, but got 1/, 'integer_below_min_value'],
    ['too many tokens', { max_output_tokens: 200_000 }, /supports at most 128000/, 'invalid_value'],
    ['temperature on a model that reasons', { temperature: 1 }, /'temperature' is not supported with this model/, null],
    [
      'reasoning on a model that does not',
      { reasoning: { effort: 'low' } },
      /'reasoning\.effort' is not supported/,
      'unsupported_parameter',
      'gpt-4.1',
    ],
    [
      'encrypted reasoning of a model that does not',
      { include: ['reasoning.encrypted_content'] },
      /Encrypted content is not supported/,
      null,
      'gpt-4.1',
    ],
    [
      'an effort that the model lacks',
      { reasoning: { effort: 'xhigh' } },
      /Supported values are: 'none', 'low', 'medium', and 'high'/,
      'unsupported_value',
      'gpt-5.1',
    ],
    ['an unknown include', { include: ['thoughts'] }, /Invalid value: 'thoughts'/, 'invalid_value'],
    ['an empty list of tools', { tools: [] }, /'tools': empty array/, 'empty_array'],
    [
      'too many tools',
      { tools: Array.from({ length: 129 }, (_, n) => tool({ name: `t${n}` })) },
      /maximum length 128/,
      'array_above_max_length',
    ],
    [
      'a tool in the form of Chat',
      { tools: [{ type: 'function', function: { name: 'Read' } }] },
      /Missing required parameter: 'tools\[0\]\.name'/,
      'missing_required_parameter',
    ],
    ['a long tool name', { tools: [tool({ name: 'x'.repeat(65) })] }, /maximum length 64/, 'string_above_max_length'],
    ['an illegal tool name', { tools: [tool({ name: 'a.b' })] }, /does not match pattern/, 'invalid_value'],
    [
      'a schema that is no object',
      { tools: [tool({ parameters: {} })] },
      /got 'type: "None"'/,
      'invalid_function_parameters',
    ],
    [
      'a strict schema that is open',
      { tools: [tool({ strict: true })] },
      /'additionalProperties' is required/,
      'invalid_function_parameters',
    ],
    [
      'a strict format that is not',
      {
        text: {
          format: { type: 'json_schema', name: 'output', strict: true, schema: { type: 'object', properties: {} } },
        },
      },
      /response_format 'output'/,
      'invalid_function_parameters',
    ],
    [
      'a forced tool that is not there',
      { tools: [tool()], tool_choice: { type: 'function', name: 'X' } },
      /not found in 'tools'/,
      null,
    ],
    ['a forced tool without tools', { tool_choice: 'required' }, /must be specified with 'tools'/, null],
    [
      'parallel_tool_calls on o3',
      { tools: [tool()], parallel_tool_calls: false },
      /'parallel_tool_calls' is not supported/,
      'unsupported_parameter',
      'o3',
    ],
    [
      'web search with minimal effort',
      { tools: [search], reasoning: { effort: 'minimal' } },
      /cannot be used with reasoning\.effort 'minimal'/,
      null,
      'gpt-5',
    ],
    [
      'an output without its call',
      { input: [user, output('a')] },
      /No tool call found for function call output with call_id a\./,
      null,
    ],
    [
      'two outputs for a call',
      { input: [user, call('a'), output('a'), output('a')] },
      /Duplicate function call output/,
      null,
    ],
    [
      'a call without its output',
      { input: [user, call('a'), user] },
      /No tool output found for function call a\./,
      null,
    ],
    [
      'a long id',
      { input: [user, call('c'.repeat(65)), output('c'.repeat(65))] },
      /maximum length 64/,
      'string_above_max_length',
    ],
    [
      'an item id of another kind',
      { input: [user, call('a', { id: 'call_1' }), output('a')] },
      /begins with 'fc'/,
      'invalid_value',
    ],
    ['reasoning without what it led to', { input: [user, reasoning()] }, /without its required following item/, null],
    ['reasoning before a user', { input: [user, reasoning(), user] }, /without its required following item/, null],
    [
      'reasoning that nobody stored',
      { input: [user, reasoning({ id: 'rs_1', encrypted_content: null }), call('a'), output('a')] },
      /Item with id 'rs_1' not found/,
      null,
    ],
    [
      'reasoning of someone else',
      { input: [user, reasoning({ encrypted_content: 'ErUBCkYI' }), call('a'), output('a')] },
      /could not be verified/,
      'invalid_encrypted_content',
    ],
    ['a long cache key', { prompt_cache_key: 'k'.repeat(65) }, /maximum length 64/, 'string_above_max_length'],
  ])('%s', (...[, rest, message, code, model]) => {
    expect(refuse(rest, model)).toMatchObject({ message: expect.stringMatching(message), code });
  });

  it('fields that only a question for an answer has, when asked to count', () => {
    expect(refuse({}, 'gpt-5.4', 'count')).toBeUndefined();
    expect(refuse({ store: false }, 'gpt-5.4', 'count')).toMatchObject({ message: "Unknown parameter: 'store'." });
  });
});

describe('Responses over HTTP', () => {
  let upstream: Upstream;
  beforeAll(async () => {
    upstream = await startUpstream(openAiResponses, () => ({
      says: [
        { think: 'I should look', state: 'gAAAAkit' },
        { search: 'weather', hits: [{ url: 'https://a.example/', title: 'A' }] },
        { text: ['Let', ' me'] },
        { call: 'Read', input: { path: '/a' }, id: 'call_9' },
      ],
      usage: { input: 9, output: 4, cached: 2, reasoning: 1 },
    }));
  });
  afterAll(() => upstream.close());

  const ask = (path: string, body: Body): Promise<Response> =>
    fetch(`${upstream.url}/v1/${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-test' },
      body: JSON.stringify({ model: 'gpt-5.4', input: [user], ...body }),
    });
  const output = [
    { type: 'reasoning', summary: [{ text: 'I should look' }], encrypted_content: 'gAAAAkit' },
    { type: 'web_search_call', action: { queries: ['weather'], sources: [{ url: 'https://a.example/' }] } },
    { type: 'message', content: [{ text: 'Let me' }] },
    { type: 'function_call', call_id: 'call_9', name: 'Read', arguments: '{"path":"/a"}' },
  ];

  it('answers whole', async () => {
    const reply = await (await ask('responses', {})).json();
    expect(reply).toMatchObject({
      status: 'completed',
      output,
      usage: { input_tokens: 9, input_tokens_details: { cached_tokens: 2 } },
    });
  });

  it('answers as a stream of numbered events', async () => {
    const frames = (await (await ask('responses', { stream: true })).text()).trim().split('\n\n');
    const events = frames.map((frame) => {
      const [, name, data] = /^event: (.*)\ndata: (.*)$/.exec(frame)!;
      return { name, ...(JSON.parse(data!) as { type: string; sequence_number: number; delta?: string }) };
    });
    expect(events.map((event) => event.sequence_number)).toEqual(events.map((_, index) => index));
    expect(events.every((event) => event.name === event.type)).toBe(true);
    expect(events.at(-1)).toMatchObject({ type: 'response.completed', response: { output } });
    const deltas = (type: string): string =>
      events.flatMap((event) => (event.type === type ? [event.delta] : [])).join('');
    expect(deltas('response.output_text.delta')).toBe('Let me');
    expect(deltas('response.function_call_arguments.delta')).toBe('{"path":"/a"}');
    expect(deltas('response.reasoning_summary_text.delta')).toBe('I should look');
  });

  it('counts', async () => {
    const reply = await (await ask('responses/input_tokens', {})).json();
    expect(reply).toEqual({ object: 'response.input_tokens', input_tokens: COUNTED_TOKENS });
  });
});

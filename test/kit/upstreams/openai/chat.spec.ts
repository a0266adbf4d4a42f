import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Problem } from '../script.types.js';
import { startUpstream, type Upstream } from '../upstream-server.js';
import { compatibleChat, openAiChat } from './chat.wire.js';

type Body = Record<string, unknown>;

const tool = (rest: Body = {}, name = 'Read'): Body => ({
  type: 'function',
  function: { name, parameters: { type: 'object', properties: { path: { type: 'string' } } }, ...rest },
});
const call = (id: string, name = 'Read'): Body => ({ id, type: 'function', function: { name, arguments: '{}' } });
const user: Body = { role: 'user', content: 'Hello' };
const calls = (...ids: string[]): Body => ({ role: 'assistant', content: null, tool_calls: ids.map((id) => call(id)) });
const result = (id: string, content: unknown = 'ok'): Body => ({ role: 'tool', tool_call_id: id, content });
const image: Body = { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } };

const refuse = (rest: Body, model = 'gpt-4.1'): Problem | undefined =>
  openAiChat.refuse({ model, messages: [user], ...rest }, { action: 'generate', model, stream: false });

describe('Chat Completions takes', () => {
  it.each<[string, Body, string?]>([
    ['a bare question', {}],
    ['a whole tool loop', { tools: [tool()], messages: [user, calls('a', 'b'), result('b'), result('a'), user] }],
    ['an image of a user', { messages: [{ role: 'user', content: [{ type: 'text', text: 'See' }, image] }] }],
    ['a system message between turns', { messages: [user, { role: 'system', content: 'Now' }] }],
    ['sampling where there is no effort', { temperature: 0.2, reasoning_effort: 'none' }, 'gpt-5.1'],
    ['tools without effort on gpt-5.6', { tools: [tool()], reasoning_effort: 'none' }, 'gpt-5.6'],
    ['usage in a stream', { stream: true, stream_options: { include_usage: true } }],
  ])('%s', (...[, rest, model]) => {
    expect(refuse(rest, model)).toBeUndefined();
  });
});

describe('Chat Completions refuses', () => {
  it.each<[string, Body, RegExp, string | null, string?]>([
    ['an unknown field', { thinking: {} }, /^Unrecognized request argument supplied: thinking$/, null],
    [
      'an unknown field of a tool',
      { tools: [{ ...tool(), cache_control: {} }] },
      /'tools\[0\]\.cache_control'/,
      'unknown_parameter',
    ],
    [
      'an unknown part',
      { messages: [{ role: 'user', content: [{ type: 'image' }] }] },
      /Invalid value: 'image'/,
      'invalid_value',
    ],
    ['an unknown role', { messages: [{ role: 'model', content: 'a' }] }, /Invalid value: 'model'/, 'invalid_value'],
    ['a wrong type', { temperature: '1' }, /expected a number, but got a string/, 'invalid_type'],
    ['a model that does not exist', {}, /`claude-3` does not exist/, 'model_not_found', 'claude-3'],
    ['no messages', { messages: [] }, /'messages': empty array/, 'empty_array'],
    [
      'max_tokens on a model that reasons',
      { max_tokens: 9 },
      /Use 'max_completion_tokens' instead/,
      'unsupported_parameter',
      'o3',
    ],
    [
      'more output than the model has',
      { max_completion_tokens: 128_000 },
      /supports at most 16384 completion tokens/,
      'invalid_value',
      'gpt-4o',
    ],
    [
      'temperature on a model that reasons',
      { temperature: 0.2 },
      /'temperature' does not support 0.2/,
      'unsupported_value',
      'gpt-5',
    ],
    [
      'temperature next to an effort',
      { temperature: 0.2, reasoning_effort: 'low' },
      /'temperature' does not support/,
      'unsupported_value',
      'gpt-5.1',
    ],
    ['top_p on a model that reasons', { top_p: 0.5 }, /'top_p' does not support/, 'unsupported_value', 'o4-mini'],
    [
      'an effort on a model that does not reason',
      { reasoning_effort: 'low' },
      /Unrecognized request argument supplied: reasoning_effort/,
      null,
    ],
    [
      'an effort that the model lacks',
      { reasoning_effort: 'minimal' },
      /Supported values are: 'low', 'medium', and 'high'/,
      'unsupported_value',
      'o3',
    ],
    [
      'an effort with tools',
      { tools: [tool()], reasoning_effort: 'high' },
      /Function tools with reasoning_effort are not supported for gpt-5.4/,
      null,
      'gpt-5.4',
    ],
    ['tools without "none"', { tools: [tool()] }, /Function tools with reasoning_effort/, null, 'gpt-5.6'],
    ['an empty list of tools', { tools: [] }, /'tools': empty array/, 'empty_array'],
    [
      'too many tools',
      { tools: Array.from({ length: 129 }, (_, n) => tool({}, `t${n}`)) },
      /maximum length 128/,
      'array_above_max_length',
    ],
    ['a long tool name', { tools: [tool({}, 'x'.repeat(65))] }, /maximum length 64/, 'string_above_max_length'],
    ['an illegal tool name', { tools: [tool({}, 'mcp:read')] }, /does not match pattern/, 'invalid_value'],
    [
      'a schema that is no object',
      { tools: [tool({ parameters: { properties: {} } })] },
      /got 'type: "None"'/,
      'invalid_function_parameters',
    ],
    [
      'a schema with anyOf at its root',
      { tools: [tool({ parameters: { type: 'object', properties: {}, anyOf: [] } })] },
      /at the top level/,
      'invalid_function_parameters',
    ],
    [
      'an array without items',
      { tools: [tool({ parameters: { type: 'object', properties: { a: { type: 'array' } } } })] },
      /\('properties', 'a'\), array schema missing items/,
      'invalid_function_parameters',
    ],
    [
      'a schema without properties',
      { tools: [tool({ parameters: { type: 'object' } })] },
      /object schema missing properties/,
      'invalid_function_parameters',
    ],
    [
      'a strict schema that is open',
      { tools: [tool({ strict: true })] },
      /'additionalProperties' is required/,
      'invalid_function_parameters',
    ],
    [
      'a strict schema with an optional property',
      {
        tools: [
          tool({ strict: true, parameters: { type: 'object', properties: { a: {} }, additionalProperties: false } }),
        ],
      },
      /Missing 'a'/,
      'invalid_function_parameters',
    ],
    [
      'a strict format that is not',
      {
        response_format: {
          type: 'json_schema',
          json_schema: { name: 'output', strict: true, schema: { type: 'object', properties: {} } },
        },
      },
      /response_format 'output'/,
      'invalid_function_parameters',
    ],
    [
      'parallel_tool_calls without tools',
      { parallel_tool_calls: false },
      /'parallel_tool_calls' is only allowed when 'tools' are specified/,
      null,
    ],
    ['tool_choice without tools', { tool_choice: 'auto' }, /'tool_choice' is only allowed/, null],
    [
      "Anthropic's tool_choice",
      { tools: [tool()], tool_choice: 'any' },
      /Supported values are: 'none', 'auto', and 'required'/,
      'invalid_value',
    ],
    [
      'a forced tool that is not there',
      { tools: [tool()], tool_choice: { type: 'function', function: { name: 'X' } } },
      /no function named 'X'/,
      null,
    ],
    [
      'parallel_tool_calls on o3',
      { tools: [tool()], parallel_tool_calls: false },
      /'parallel_tool_calls' is not supported/,
      'unsupported_parameter',
      'o3',
    ],
    ['five stop sequences', { stop: ['a', 'b', 'c', 'd', 'e'] }, /maximum length 4/, 'array_above_max_length'],
    ['stop on o3', { stop: ['a'] }, /'stop' is not supported/, 'unsupported_parameter', 'o3'],
    ['stop on o4-mini', { stop: ['a'] }, /'stop' is not supported/, 'unsupported_parameter', 'o4-mini'],
    [
      'stream options without a stream',
      { stream_options: { include_usage: true } },
      /only allowed when 'stream' is enabled/,
      null,
    ],
    [
      'a long id',
      { messages: [user, calls('c'.repeat(41)), result('c'.repeat(41))] },
      /maximum length 40/,
      'string_above_max_length',
    ],
    [
      'a result without its call',
      { messages: [user, result('a')] },
      /must be a response to a preceeding message/,
      null,
    ],
    [
      'a result for another call',
      { messages: [user, calls('a'), result('b')] },
      /must be a response to a preceeding message/,
      null,
    ],
    [
      'a call without its result',
      { messages: [user, calls('a', 'b'), result('a'), user] },
      /did not have response messages: b$/,
      null,
    ],
    ['a last call without its result', { messages: [user, calls('a')] }, /did not have response messages: a$/, null],
    [
      'an image in a tool message',
      { messages: [user, calls('a'), result('a', [image])] },
      /only allowed for messages with role 'user'/,
      'invalid_value',
    ],
    [
      'an assistant that says nothing',
      { messages: [user, { role: 'assistant', content: null }] },
      /expected a string, got null/,
      null,
    ],
    ['an empty list of parts', { messages: [{ role: 'user', content: [] }] }, /content': empty array/, 'empty_array'],
    [
      'an image without a media type',
      {
        messages: [
          { role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:undefined;base64,AAAA' } }] },
        ],
      },
      /Invalid 'image_url'/,
      'invalid_value',
    ],
  ])('%s', (...[, rest, message, code, model]) => {
    expect(refuse(rest, model)).toMatchObject({ message: expect.stringMatching(message), code });
  });

  it('lets a server that only imitates it refuse what is not core', () => {
    const body = { model: 'any', messages: [user] };
    const requested = { action: 'generate', model: 'any', stream: false } as const;
    expect(compatibleChat.refuse(body, requested)).toBeUndefined();
    expect(compatibleChat.refuse({ ...body, safety_identifier: 'x' }, requested)).toMatchObject({ status: 400 });
  });
});

describe('Chat Completions over HTTP', () => {
  let upstream: Upstream;
  beforeAll(async () => {
    upstream = await startUpstream(openAiChat, () => ({
      says: [{ text: ['Let', ' me'] }, { call: 'Read', input: { path: '/a' }, id: 'call_9' }],
      usage: { input: 9, output: 4, cached: 2 },
    }));
  });
  afterAll(() => upstream.close());

  const ask = (body: Body, key = 'sk-test'): Promise<Response> =>
    fetch(`${upstream.url}/v1/chat/completions`, {
      method: 'POST',
      headers: key ? { authorization: `Bearer ${key}` } : {},
      body: JSON.stringify({ model: 'gpt-4.1', messages: [user], ...body }),
    });

  it.each([
    ['', /didn't provide an API key/, null],
    ['sk-wrong', /Incorrect API key provided: sk-wrong/, 'invalid_api_key'],
  ])('refuses the key "%s"', async (key, message, code) => {
    const response = await ask({}, key);
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      error: { message: expect.stringMatching(message), type: 'invalid_request_error', param: null, code },
    });
  });

  it('answers whole', async () => {
    const reply = (await (await ask({ tools: [tool()] })).json()) as Body;
    expect(reply).toMatchObject({
      object: 'chat.completion',
      choices: [
        {
          message: {
            content: 'Let me',
            tool_calls: [{ id: 'call_9', function: { name: 'Read', arguments: '{"path":"/a"}' } }],
          },
          finish_reason: 'tool_calls',
        },
      ],
      usage: { prompt_tokens: 9, completion_tokens: 4, prompt_tokens_details: { cached_tokens: 2 } },
    });
  });

  it('answers as a stream: role, text, call in pieces, finish, usage, [DONE]', async () => {
    const reply = await (await ask({ tools: [tool()], stream: true, stream_options: { include_usage: true } })).text();
    const data = reply.split('\n\n').map((frame) => frame.replace('data: ', ''));
    expect(data.slice(-2)).toEqual(['[DONE]', '']);
    const chunks = data
      .slice(0, -2)
      .map((json) => JSON.parse(json) as { choices: { delta: Body; finish_reason: unknown }[] });
    expect(chunks[0]?.choices[0]?.delta).toMatchObject({ role: 'assistant' });
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe('tool_calls');
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { prompt_tokens: 9 } });
    const pieces = chunks.flatMap(
      (chunk) => (chunk.choices[0]?.delta.tool_calls ?? []) as { function: { arguments: string } }[],
    );
    expect(pieces.map((piece) => piece.function.arguments).join('')).toBe('{"path":"/a"}');
    expect(pieces.length).toBeGreaterThan(2);
  });

  it('keeps what it was shown', () => {
    expect(upstream.received.at(-1)?.conversation).toEqual({
      model: 'gpt-4.1',
      stream: true,
      system: '',
      items: [{ kind: 'text', role: 'user', text: 'Hello' }],
      tools: ['Read'],
    });
    expect(upstream.refused).toHaveLength(2);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sharedMaterial } from '../../material/shared-material.js';
import { judgeStream } from '@gateway/testing';
import type { Problem } from '../script.types.js';
import { COUNTED_TOKENS, startUpstream, type Upstream } from '../upstream-server.js';
import { anthropic } from './anthropic.wire.js';

type Body = Record<string, unknown>;

const user = (...content: Body[]): Body => ({ role: 'user', content: content.length > 0 ? content : 'Hello' });
const assistant = (...content: Body[]): Body => ({ role: 'assistant', content });
const text = (value = 'Hi'): Body => ({ type: 'text', text: value });
const call = (id = 'toolu_1'): Body => ({ type: 'tool_use', id, name: 'Read', input: {} });
const result = (id = 'toolu_1'): Body => ({ type: 'tool_result', tool_use_id: id, content: 'ok' });
const thinking = (signature: string): Body => ({ type: 'thinking', thinking: '', signature });
const search = (content: string): Body[] => [
  { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: {} },
  {
    type: 'web_search_tool_result',
    tool_use_id: 'srvtoolu_1',
    content: [{ type: 'web_search_result', encrypted_content: content }],
  },
];
const tool = (name = 'Read'): Body => ({ name, input_schema: { type: 'object' } });

const refuse = (rest: Body): Problem | undefined =>
  anthropic.refuse(
    { model: 'claude-test', max_tokens: 10, messages: [user()], ...rest },
    { action: 'generate', model: 'claude-test', stream: false },
  );

describe('Anthropic takes', () => {
  it.each<[string, Body]>([
    ['a bare question', {}],
    [
      'a whole tool loop',
      { messages: [user(), assistant(text(), call('a'), call('b')), user(result('b'), result('a'), text())] },
    ],
    ['native thinking', { messages: [user(), assistant(thinking('ErUBCkYI'), call()), user(result())] }],
    [
      'a system message between turns',
      { messages: [user(), { role: 'system', content: 'Now' }, assistant(call()), user(result())] },
    ],
    ['neighbours of one role', { messages: [user(), user(), assistant(text()), user()] }],
    ['a native search', { messages: [user(), assistant(...search('Eqkit'), text()), user()] }],
  ])('%s', (_, rest) => {
    expect(refuse(rest)).toBeUndefined();
  });

  const captures = sharedMaterial('captures');
  (captures === undefined ? it.skip : it)(
    'everything that Claude Code was seen to send (needs ../shared/captures)',
    () => {
      // 00 is no body; the thoughts of 09 were signed by an experiment.
      const files = readdirSync(captures!).filter((name) => !/^0[09]/.test(name));
      const bodies = files.map(
        (name) => (JSON.parse(readFileSync(join(captures!, name), 'utf8')) as { body: Body }).body,
      );
      expect(bodies.map((body) => refuse(body)?.message)).toEqual(files.map(() => undefined));
      expect(files.length).toBeGreaterThan(5);
    },
  );
});

describe('Anthropic refuses', () => {
  it.each<[string, Body, RegExp]>([
    ['an unknown field', { reasoning_effort: 'low' }, /^reasoning_effort: Extra inputs are not permitted$/],
    [
      'an unknown field of a block',
      { messages: [user({ ...text(), foo: 1 })] },
      /^messages\.0\.content\.0\.foo: Extra inputs/,
    ],
    ['an unknown block', { messages: [user({ type: 'image_url' })] }, /Input tag 'image_url' found using 'type'/],
    ['a wrong type', { temperature: '1' }, /^temperature: Input should be a valid number$/],
    ['max_tokens missing', { max_tokens: undefined }, /^max_tokens: Field required$/],
    ['negative max_tokens', { max_tokens: -1 }, /greater than or equal to 0/],
    ['no messages', { messages: [] }, /at least one message is required/],
    [
      'an unknown role',
      { messages: [{ role: 'tool', content: 'a' }] },
      /^messages\.0\.role: Input should be 'user', 'assistant', 'system'$/,
    ],
    [
      'a first message of the assistant',
      { messages: [assistant(text()), user()] },
      /first message must use the "user" role/,
    ],
    ['a first message of the system', { messages: [{ role: 'system', content: 'a' }, user()] }, /top-level 'system'/],
    ['an empty text block', { messages: [user(text(''))] }, /text content blocks must be non-empty/],
    ['an empty message', { messages: [{ role: 'user', content: [] }] }, /must have non-empty content/],
    [
      'a signature of a gateway',
      { messages: [user(), assistant(thinking('gw1.rc.e30'), text()), user()] },
      /^messages\.1\.content\.0: Invalid `signature` in `thinking` block$/,
    ],
    ['an empty signature', { messages: [user(), assistant(thinking(''), text()), user()] }, /Invalid `signature`/],
    [
      'search hits of a gateway',
      { messages: [user(), assistant(...search(''), text()), user()] },
      /Invalid `encrypted_content`/,
    ],
    [
      'citations of a gateway',
      { messages: [user(), assistant({ ...text(), citations: [{ encrypted_index: '' }] }), user()] },
      /Invalid `encrypted_index`/,
    ],
    [
      'a call without its result',
      { messages: [user(), assistant(call('a'), call('b')), user(result('a'))] },
      /`tool_use` ids were found without `tool_result` blocks immediately after: b\./,
    ],
    ['a last call without its result', { messages: [user(), assistant(call('a'))] }, /without `tool_result` blocks/],
    [
      'results behind text',
      { messages: [user(), assistant(call()), user(text(), result())] },
      /without `tool_result` blocks/,
    ],
    [
      'a result without its call',
      { messages: [user(result())] },
      /^messages\.0\.content\.0: unexpected `tool_use_id` found/,
    ],
    ['a call of the user', { messages: [user(call())] }, /can only be in `assistant`/],
    [
      'an illegal id',
      { messages: [user(), assistant(call('call:1')), user(result('call:1'))] },
      /tool_use\.id: String should match/,
    ],
    ['two tools of a name', { tools: [tool(), tool()] }, /Tool names must be unique/],
    ['a long tool name', { tools: [tool('x'.repeat(129))] }, /^tools\.0\.custom\.name: String should match/],
  ])('%s', (_, rest, message) => {
    expect(refuse(rest)).toMatchObject({ status: 400, message: expect.stringMatching(message) });
  });
});

describe('Anthropic over HTTP', () => {
  let upstream: Upstream;
  beforeAll(async () => {
    upstream = await startUpstream(anthropic, () => ({
      says: [
        { think: 'so', state: 'ErUBkit' },
        { search: 'q', hits: [{ url: 'https://a.example/', title: 'A' }] },
        { text: 'Let me' },
        { call: 'Read', input: { path: '/a' } },
      ],
      usage: { input: 9, output: 4, cached: 2 },
    }));
  });
  afterAll(() => upstream.close());

  const headers = { 'x-api-key': 'sk-ant-test', 'anthropic-version': '2023-06-01' };
  const ask = (path: string, rest: Body = {}, sent: Record<string, string> = headers): Promise<Response> =>
    fetch(`${upstream.url}/v1/${path}`, {
      method: 'POST',
      headers: sent,
      body: JSON.stringify({
        model: 'claude-test',
        messages: [user()],
        ...(path === 'messages' ? { max_tokens: 10 } : {}),
        ...rest,
      }),
    });

  it.each([
    [{}, 401, 'x-api-key header is required'],
    [{ ...headers, 'x-api-key': 'wrong' }, 401, 'invalid x-api-key'],
    [{ 'x-api-key': 'sk-ant-test' }, 400, 'anthropic-version: header is required'],
  ])('refuses the headers %j', async (sent, status, message) => {
    const response = await ask('messages', {}, sent);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ type: 'error', error: { message } });
  });

  it('answers whole', async () => {
    expect(await (await ask('messages')).json()).toMatchObject({
      content: [
        { signature: 'ErUBkit' },
        { input: { query: 'q' } },
        { tool_use_id: 'srvtoolu_kit0' },
        { text: 'Let me' },
        { input: { path: '/a' } },
      ],
      stop_reason: 'tool_use',
      usage: { input_tokens: 7, cache_read_input_tokens: 2, output_tokens: 4 },
    });
  });

  it('answers as a stream in which the judge finds no fault', async () => {
    expect(judgeStream(await (await ask('messages', { stream: true })).text())).toEqual([]);
  });

  it('counts', async () => {
    expect(await (await ask('messages/count_tokens')).json()).toEqual({ input_tokens: COUNTED_TOKENS });
  });
});

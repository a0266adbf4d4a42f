import { describe, expect, it } from '@jest/globals';
import { startUpstream } from '../upstream-server.js';
import { azure, PROMPT_BLOCKED } from './azure.wire.js';

const deployments = { mine: 'gpt-4.1', thinker: 'gpt-5.4' };
const chat = { model: 'mine', messages: [{ role: 'user', content: 'Hello' }] };
const responses = { model: 'thinker', input: 'Hello', store: false };

const ask = async (
  wire: 'chat' | 'responses',
  path: string,
  body: object,
  headers: Record<string, string> = { 'api-key': 'azure-test' },
): Promise<{ status: number; text: string }> => {
  const upstream = await startUpstream(azure(wire, deployments), ({ items }) =>
    items.some((item) => item.kind === 'text' && item.text === 'bad')
      ? { refuses: PROMPT_BLOCKED }
      : { says: [{ text: 'Hi' }] },
  );
  try {
    const response = await fetch(`${upstream.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: response.status, text: await response.text() };
  } finally {
    await upstream.close();
  }
};

describe('Azure', () => {
  it.each<['chat' | 'responses', string, object]>([
    ['chat', '/openai/v1/chat/completions', chat],
    ['chat', '/openai/deployments/mine/chat/completions?api-version=2024-10-21', { ...chat, model: 'whatever' }],
    ['responses', '/openai/v1/responses', responses],
    ['responses', '/openai/responses?api-version=2025-04-01-preview', responses],
    ['responses', '/openai/v1/responses/input_tokens', { model: 'thinker', input: 'Hello' }],
  ])('answers %s at %s', async (wire, path, body) => {
    expect(await ask(wire, path, body)).toMatchObject({ status: 200 });
  });

  it.each<[string, 'chat' | 'responses', string, object, Record<string, string> | undefined, number, RegExp]>([
    ['no key', 'chat', '/openai/v1/chat/completions', chat, {}, 401, /Access denied/],
    [
      'a key as a bearer',
      'chat',
      '/openai/v1/chat/completions',
      chat,
      { authorization: 'Bearer azure-test' },
      401,
      /Access denied/,
    ],
    [
      'an unknown deployment',
      'chat',
      '/openai/v1/chat/completions',
      { ...chat, model: 'gpt-4.1' },
      undefined,
      404,
      /DeploymentNotFound/,
    ],
    [
      'a classic path without a version',
      'chat',
      '/openai/deployments/mine/chat/completions',
      chat,
      undefined,
      404,
      /Resource not found/,
    ],
    ['the path of OpenAI', 'chat', '/v1/chat/completions', chat, undefined, 404, /Resource not found/],
    [
      'a cache key on the classic surface',
      'chat',
      '/openai/deployments/mine/chat/completions?api-version=2024-10-21',
      { ...chat, prompt_cache_key: 'k' },
      undefined,
      400,
      /Unrecognized request argument supplied: prompt_cache_key/,
    ],
    [
      'usage of a stream before its time',
      'chat',
      '/openai/deployments/mine/chat/completions?api-version=2024-06-01',
      { ...chat, stream: true, stream_options: { include_usage: true } },
      undefined,
      400,
      /supplied: stream_options/,
    ],
    [
      'obfuscation',
      'chat',
      '/openai/v1/chat/completions',
      { ...chat, stream: true, stream_options: { include_obfuscation: false } },
      undefined,
      400,
      /include_obfuscation/,
    ],
    [
      'what the model behind the deployment refuses',
      'chat',
      '/openai/v1/chat/completions',
      { ...chat, model: 'thinker', max_tokens: 5 },
      undefined,
      400,
      /max_completion_tokens/,
    ],
    [
      'a blocked prompt',
      'chat',
      '/openai/v1/chat/completions',
      { ...chat, messages: [{ role: 'user', content: 'bad' }] },
      undefined,
      400,
      /ResponsibleAIPolicyViolation/,
    ],
  ])('refuses %s', async (_, wire, path, body, headers, status, message) => {
    expect(await ask(wire, path, body, headers)).toEqual({ status, text: expect.stringMatching(message) });
  });

  it('begins a stream with what the filter thinks of the prompt', async () => {
    const { text } = await ask('chat', '/openai/v1/chat/completions', { ...chat, stream: true });
    expect(text).toMatch(/^data: \{"choices":\[\],.*"id":"".*prompt_filter_results/);
  });
});

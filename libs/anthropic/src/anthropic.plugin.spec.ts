import { describe, expect, it } from '@jest/globals';
import { type Call, manifestOf } from '@gateway/provider-kit';
import { AnthropicEndpoint } from './anthropic.endpoint.js';
import { AnthropicPlugin } from './anthropic.plugin.js';
import { AnthropicSettings } from './anthropic.settings.js';

describe('AnthropicPlugin', () => {
  const manifest = manifestOf(AnthropicPlugin);

  it.each([
    { model: 'claude-sonnet-4-6', claimed: true },
    { model: 'claude', claimed: false },
    { model: 'gpt-claude-1', claimed: false },
  ])('claims $model: $claimed', ({ model, claimed }) => {
    expect(manifest?.ownsModel(model)).toBe(claimed);
  });

  it('needs a key', () => {
    const settings = new AnthropicSettings();
    expect(manifest?.missing(settings)).toEqual(['ANTHROPIC_API_KEY']);
    expect(manifest?.missing(Object.assign(settings, { ANTHROPIC_API_KEY: 'k' }))).toEqual([]);
  });
});

describe('AnthropicEndpoint', () => {
  const call = {
    query: '?beta=true',
    route: { requestedModel: 'a', provider: 'anthropic', model: 'a' },
  } as unknown as Call;

  it.each([
    { base: 'https://api.anthropic.com', url: 'https://api.anthropic.com/v1/messages?beta=true' },
    { base: 'http://127.0.0.1:1/', url: 'http://127.0.0.1:1/v1/messages?beta=true' },
    { base: 'https://proxy.example/claude/v1/', url: 'https://proxy.example/claude/v1/messages?beta=true' },
  ])('calls $base at $url', async ({ base, url }) => {
    expect(await new AnthropicEndpoint(base, 'k').target(call, 'messages')).toEqual({
      refused: expect.any(Function),
      url,
      credentials: { 'x-api-key': 'k' },
      fields: {},
    });
  });

  it('names the mapped model, and counts at its own address', async () => {
    const mapped = { ...call, query: '', route: { ...call.route, model: 'b' } };
    expect(await new AnthropicEndpoint('http://h', 'k').target(mapped, 'count_tokens')).toMatchObject({
      url: 'http://h/v1/messages/count_tokens',
      fields: { model: 'b' },
    });
  });
});

describe('thinking without a signature', () => {
  it.each([
    ['https://api.anthropic.com', false],
    ['https://api.eu.anthropic.com/v1', false],
    ['https://api.deepseek.com/anthropic', true],
    ['http://127.0.0.1:8080', true],
    ['https://notanthropic.com', true],
    ['https://api.anthropic.com.example.org', true],
  ])('at %s is kept: %s', (url, keeps) => {
    expect(new AnthropicEndpoint(url, 'k').keepsUnsignedThinking).toBe(keeps);
  });
});

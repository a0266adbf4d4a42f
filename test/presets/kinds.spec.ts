import { PRESETS } from '@gateway/presets';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApp } from '../../src/app/create-app.js';
import { PLUGINS } from '../../src/plugins.js';
import { GATEWAY_SETTINGS } from '../../src/app/gateway-settings.js';
import { nameUpstreams } from '../../src/routing/registry/named/name-upstreams.js';

let app: NestExpressApplication | undefined;
afterEach(() => app?.close());

async function explain(environment: Record<string, string>): Promise<string> {
  app = await createApp({ environment: { LOG_LEVEL: 'silent', BIG_MODEL: 'x/m', SMALL_MODEL: 'x/m', ...environment } });
  await app.listen(0, '127.0.0.1');
  const body = JSON.stringify({ model: 'x/m', max_tokens: 10, messages: [{ role: 'user', content: 'hi' }] });
  const response = await fetch(`${await app.getUrl()}/v1/messages/explain`, { method: 'POST', body });
  return response.text();
}

describe.each(PRESETS)('UPSTREAM_X=$name', ({ name, keyVariable, speaks, chat, anthropic }) => {
  const address = speaks === 'chat' ? `${chat}/chat/completions` : `${anthropic}/v1/messages`;
  const key: Record<string, string> = keyVariable === undefined ? {} : { UPSTREAM_X_API_KEY: 'key' };

  it('is asked at its address', async () => {
    expect(await explain({ UPSTREAM_X: name, ...key })).toContain(address);
  });

  it('is asked at another address where one is set', async () => {
    expect(await explain({ UPSTREAM_X: name, ...key, UPSTREAM_X_BASE_URL: 'http://gpu:1/v1' })).toContain(
      'http://gpu:1/v1/',
    );
  });

  it('needs a key where the vendor does, also by its own variable', () => {
    const mistakes = (environment: Record<string, string>): readonly string[] =>
      nameUpstreams(PLUGINS, { UPSTREAM_X: name, ...environment }, GATEWAY_SETTINGS).mistakes;
    if (keyVariable === undefined) {
      expect(mistakes({})).toEqual([]);
      return;
    }
    expect(mistakes({})).toEqual([`UPSTREAM_X: ${name} needs UPSTREAM_X_API_KEY`]);
    expect(mistakes({ [keyVariable]: 'key' })).toEqual([]);
  });
});

describe('traits as a setting', () => {
  it('outrank those of the preset', async () => {
    const environment = {
      UPSTREAM_X: 'mistral',
      UPSTREAM_X_API_KEY: 'k',
      UPSTREAM_X_TRAITS: 'maxTokensField=max_completion_tokens',
    };
    expect(await explain(environment)).toContain('"max_completion_tokens":10');
  });

  it('are checked at the start', async () => {
    const environment = { UPSTREAM_X: 'ollama', UPSTREAM_X_TRAITS: 'midSystem=maybe' };
    await expect(explain(environment)).rejects.toThrow(/UPSTREAM_X_TRAITS: must be a list of midSystem=system\|user/);
  });
});

import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Describe, IsUrl, IsText, Plugin, type ProviderPlugin, Secret } from '@gateway/provider-kit';
import type { PinoLogger } from 'nestjs-pino';
import { EffectiveSettings } from '../../config/effective-settings.js';
import { ServerSettings } from '../../config/server.settings.js';
import { InboundTokenService } from '../../http/auth/inbound-token.service.js';
import { createApp } from '../../app/create-app.js';
import { ModelsService } from '../../routing/models/models.service.js';
import { ProviderRegistry } from '../../routing/registry/provider.registry.js';
import { scriptedPlugin } from '../../../test/kit/app/start-app.js';
import { SettingNames } from '../../config/setting-names.js';
import { StartLogService } from './start-log.service.js';

class RemoteSettings {
  @Describe('key')
  @Secret()
  @IsText()
  REMOTE_KEY?: string;

  @Describe('where')
  @IsUrl({ schemes: ['https'], credentials: true })
  REMOTE_URL?: string;
}

const remote = {
  settings: RemoteSettings,
  missing: ({ REMOTE_KEY: key }: RemoteSettings) => (key === undefined ? ['REMOTE_KEY'] : []),
  ownsModel: () => false,
  defaultModels: { big: 'b', small: 's' },
};

class Unloaded implements ProviderPlugin<RemoteSettings> {
  load(): Promise<never> {
    return Promise.reject(new Error('not in this test'));
  }
}

@Plugin<RemoteSettings>({ name: 'remote', preferredAs: 'far', ...remote })
class RemotePlugin extends Unloaded {}

@Plugin<RemoteSettings>({ name: 'show', ...remote, missing: () => [], isLastResort: true })
class ShowPlugin extends Unloaded {}

const info = jest.fn();
const debug = jest.fn();
const warn = jest.fn<(message: string) => void>();

afterEach(() => {
  info.mockReset();
  debug.mockReset();
  warn.mockReset();
});

async function report(
  environment: Record<string, string>,
  plugins = [RemotePlugin, ShowPlugin],
  names: readonly string[] = [],
): Promise<void> {
  const app = await createApp({ plugins, environment: { LOG_LEVEL: 'silent', ...environment } });
  const log = { info, warn, debug } as unknown as PinoLogger;
  const settings = [app.get(EffectiveSettings), app.get(ServerSettings), app.get(InboundTokenService)] as const;
  const rest = [app.get(ModelsService), app.get(ProviderRegistry), app.get(SettingNames)] as const;
  new StartLogService(log, ...settings, ...rest).tell('http://127.0.0.1:8082', { file: [], environment: names });
  await app.close();
}

describe('the start', () => {
  it('warns about names that resemble a setting', async () => {
    await report({ REMOTE_KEY: 'key-1' }, undefined, ['REMOTEKEY', 'PATH']);
    expect(warn.mock.calls).toEqual([['REMOTEKEY is not a setting; did you mean REMOTE_KEY?']]);
  });

  it('logs three lines, and at DEBUG the settings that differ from their defaults, without secrets', async () => {
    await report({
      ANTHROPIC_AUTH_TOKEN: 'token-1',
      HTTPS_PROXY: 'http://user:pass-1@proxy',
      REMOTE_KEY: 'key-1',
      REMOTE_URL: 'https://user:pass-2@example.com/v1',
    });
    expect(info.mock.calls.map((call) => call.at(-1))).toEqual([
      'listening on http://127.0.0.1:8082',
      'models: claude-opus, claude-sonnet → remote/b; claude-haiku → remote/s',
      'status page: http://127.0.0.1:8082/',
    ]);
    const [fields] = debug.mock.calls[0] ?? [];
    expect(fields).toEqual({
      settings: {
        LOG_LEVEL: 'silent',
        ANTHROPIC_AUTH_TOKEN: '***',
        HTTPS_PROXY: '***',
        REMOTE_KEY: '***',
        REMOTE_URL: 'https://***@example.com/v1',
      },
    });
    expect(JSON.stringify(fields)).not.toMatch(/token-1|pass-1|pass-2|key-1/);
    expect(warn).not.toHaveBeenCalled();
  });

  it.each<[string, Record<string, string>, boolean]>([
    ['0.0.0.0', {}, true],
    ['::', {}, true],
    ['gateway.example', {}, true],
    ['0.0.0.0', { ANTHROPIC_AUTH_TOKEN: 'token' }, false],
    ['0.0.0.0', { AUTH_JWT_ISSUER: 'https://login.example', AUTH_JWT_AUDIENCE: 'gateway' }, false],
    ['127.0.0.1', {}, false],
    ['127.1.2.3', {}, false],
    ['::1', {}, false],
    ['localhost', {}, false],
  ])('warns on %s with %j: %s', async (HOST, access, warns) => {
    await report({ HOST, ...access }, [scriptedPlugin({})] as never);
    expect(warn.mock.calls.map(([message]) => message.includes('set ANTHROPIC_AUTH_TOKEN'))).toEqual(
      warns ? [true] : [],
    );
  });

  it('explains how to use the demo, and how to configure a real provider', async () => {
    await report({});
    expect(warn.mock.calls[0]?.[0].split('\n')).toEqual([
      expect.stringContaining('the demo is used'),
      '  ANTHROPIC_BASE_URL=http://127.0.0.1:8082 ANTHROPIC_AUTH_TOKEN=anything claude',
      expect.any(String),
      '  REMOTE_KEY (far)',
    ]);
  });
});

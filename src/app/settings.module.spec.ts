import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Test } from '@nestjs/testing';
import { describe, expect, it } from '@jest/globals';
import { Describe, IsHttpUrl, IsWhole, Plugin, type ProviderPlugin, Secret } from '@gateway/provider-kit';
import { PLUGINS } from '../plugins.js';
import { scriptedPlugin } from '../../test/kit/app/start-app.js';
import { LoggingSettings } from '../observability/logging/logging.settings.js';
import { ServerSettings } from '../config/server.settings.js';
import { readEnvironment } from '../config/read-environment.js';
import { SettingsError } from '../config/settings.error.js';
import { SettingsModule } from './settings.module.js';

class RemoteSettings {
  @Describe('where')
  @IsHttpUrl()
  REMOTE_URL?: string;

  @Describe('how many')
  @IsWhole()
  REMOTE_COUNT: number = 3;

  @Describe('with what')
  @Secret()
  @IsWhole()
  REMOTE_PIN?: number;
}

@Plugin<RemoteSettings>({
  name: 'remote',
  settings: RemoteSettings,
  missing: ({ REMOTE_URL: url }) => (url === undefined ? ['REMOTE_URL'] : []),
  ownsModel: () => false,
})
class RemotePlugin implements ProviderPlugin<RemoteSettings> {
  load(): Promise<never> {
    return Promise.reject(new Error('not in this test'));
  }
}

const plugins = [RemotePlugin, scriptedPlugin({})];

async function settingsFrom(
  environment: Record<string, string>,
): Promise<{ server: ServerSettings; logging: LoggingSettings; remote: RemoteSettings }> {
  const module = await Test.createTestingModule({
    imports: [await SettingsModule.forRoot(plugins, environment)],
  }).compile();
  return {
    server: module.get(ServerSettings),
    logging: module.get(LoggingSettings),
    remote: module.get(RemoteSettings, { strict: false }),
  };
}

async function mistakesOf(environment: Record<string, string>): Promise<readonly string[]> {
  const error: unknown = await SettingsModule.forRoot(plugins, environment).catch((reason: unknown) => reason);
  return error instanceof SettingsError ? error.mistakes : [];
}

describe('SettingsModule', () => {
  it("makes the gateway's and the plugins' settings injectable by their classes", async () => {
    const { server, logging, remote } = await settingsFrom({ PORT: '9000', REMOTE_COUNT: '7' });
    expect(server).toBeInstanceOf(ServerSettings);
    expect(server).toMatchObject({ PORT: 9000, HOST: '127.0.0.1' });
    expect(logging).toMatchObject({ LOG_LEVEL: 'INFO' });
    expect(remote).toMatchObject({ REMOTE_COUNT: 7 });
  });

  it('reports every mistake of all classes at once, and no secret', async () => {
    const mistakes = await mistakesOf({
      PORT: 'eighty',
      TRUST_PROXY: 'the one in front',
      LOG_FORMAT: 'xml',
      REMOTE_URL: 'nowhere',
      REMOTE_PIN: 'letmein',
      PREFERRED_PROVIDER: 'nobody',
    });
    expect(mistakes).toEqual([
      'PORT: must be a whole number from 0 to 65535, not "eighty"',
      'TRUST_PROXY: must be addresses, networks or loopback, linklocal, uniquelocal, separated by commas, or a number, ' +
        'not "the one in front"',
      'LOG_FORMAT: must be one of json, pretty, not "xml"',
      'REMOTE_URL: must be a URL that starts with http:// or https://, not "nowhere"',
      'REMOTE_PIN: must be a whole number, 0 or more',
      'PREFERRED_PROVIDER: must be one of remote, scripted, not "nobody"',
    ]);
  });

  it('keeps validated values out of the environment of the process', async () => {
    await settingsFrom({ REMOTE_COUNT: '8', COMMIT_AFTER_SECONDS: '3' });
    expect(process.env).not.toHaveProperty('REMOTE_COUNT');
    expect(process.env).not.toHaveProperty('COMMIT_AFTER_SECONDS');
  });

  it('refuses a plugin without a card', async () => {
    class WithoutManifest {
      load(): Promise<never> {
        return Promise.reject(new Error('not in this test'));
      }
    }
    await expect(SettingsModule.forRoot([WithoutManifest], {})).rejects.toThrow(
      'WithoutManifest has no @Plugin() manifest',
    );
  });
});

/** What the original proxy's `.env.example` and README show, as far as its providers are in the list. */
const ORIGINALS: Readonly<Record<string, string>> = {
  'its example, filled in': `
    # Required API Keys
    ANTHROPIC_API_KEY="your-anthropic-api-key" # Needed if proxying *to* Anthropic
    OPENAI_API_KEY="sk-..."
    GEMINI_API_KEY="your-google-ai-studio-key"

    # Optional: Provider Preference and Model Mapping
    PREFERRED_PROVIDER="openai"
    BIG_MODEL="gpt-4.1"
    SMALL_MODEL="gpt-4.1-mini"
  `,
  'a base URL': `
    OPENAI_API_KEY="sk-..."
    OPENAI_BASE_URL="https://api.example.com/v1"
  `,
  'Vertex AI': `
    OPENAI_API_KEY="your-openai-key"
    VERTEX_PROJECT="your-gcp-project-id"
    VERTEX_LOCATION="us-central1"
    USE_VERTEX_AUTH=true
    BIG_MODEL="gemini-2.5-pro"
  `,
  Azure: `
    export OPENAI_API_KEY='sk-...'
    AZURE_OPENAI_ENDPOINT="https://example.openai.azure.com"
    AZURE_OPENAI_API_KEY="..."
    AZURE_API_VERSION="2024-10-21"
    PREFERRED_PROVIDER=openai
  `,
  'blank values and its own server settings': `
    OPENAI_API_KEY=sk-...
    ANTHROPIC_API_KEY=
    PREFERRED_PROVIDER=
    BIG_MODEL=""
    ANTHROPIC_AUTH_TOKEN="secret"
    LOG_LEVEL=INFO
    LOG_FILE=logs/%Y-%m-%d.log
    HOST=0.0.0.0
    PORT=8082
    WORKERS=4
  `,
};

describe("the original proxy's .env", () => {
  it.each(Object.entries(ORIGINALS))('starts unchanged: %s', async (_name, text) => {
    const folder = mkdtempSync(join(tmpdir(), 'original-'));
    try {
      writeFileSync(join(folder, '.env'), text.replace(/^ +/gm, ''));
      const module = await SettingsModule.forRoot(PLUGINS, readEnvironment({}, folder));
      expect(module.providers).toContainEqual(expect.objectContaining({ provide: ServerSettings }));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

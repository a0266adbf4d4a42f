import { describe, expect, it } from '@jest/globals';
import { manifestOf, Describe, IsText, Plugin, type ProviderPlugin } from '@gateway/provider-kit';
import { checkSettings } from '../../../config/check-settings.js';
import { GATEWAY_SETTINGS } from '../../../app/gateway-settings.js';
import { PLUGINS } from '../../../plugins.js';
import { nameUpstreams } from './name-upstreams.js';

type Variables = Record<string, string>;

/** Names of upstreams with their settings, as they are read. */
function settingsOfAll(environment: Variables): Readonly<Record<string, object>> {
  const manifests = nameUpstreams(PLUGINS, environment, GATEWAY_SETTINGS).plugins.map((plugin) => manifestOf(plugin)!);
  return Object.fromEntries(
    manifests.map(({ name, settings }) => [name, { ...checkSettings(settings, environment).value }]),
  );
}

const EVERY_KIND: Variables = {
  UPSTREAM_LOCAL: 'openai',
  UPSTREAM_LOCAL_BASE_URL: 'http://127.0.0.1:8000/v1',
  UPSTREAM_LOCAL_COMPATIBLE: 'true',
  UPSTREAM_EU: 'azure',
  UPSTREAM_EU_BASE_URL: 'https://eu.openai.azure.com',
  UPSTREAM_EU_API_KEY: 'eu-1,eu-2',
  UPSTREAM_EU_API: 'responses',
  UPSTREAM_EU_API_VERSION: '2024-10-21',
  UPSTREAM_EU_MODEL_FAMILIES: 'big=gpt-5.4',
  UPSTREAM_STUDIO: 'gemini',
  UPSTREAM_STUDIO_API_KEY: 'g',
  UPSTREAM_STUDIO_SCHEMA: 'openapi',
  UPSTREAM_CLOUD: 'vertex',
  UPSTREAM_CLOUD_PROJECT: 'p',
  UPSTREAM_CLOUD_LOCATION: 'europe-west4',
  UPSTREAM_CLAUDE: 'anthropic',
  UPSTREAM_CLAUDE_API_KEY: 'a',
  UPSTREAM_CLOUD_CLAUDE: 'vertex-claude',
  UPSTREAM_CLOUD_CLAUDE_PROJECT: 'q',
};

describe('nameUpstreams', () => {
  it('fills the settings of a kind from the variables of the name', () => {
    expect(nameUpstreams(PLUGINS, EVERY_KIND, GATEWAY_SETTINGS).mistakes).toEqual([]);
    expect(settingsOfAll(EVERY_KIND)).toMatchObject({
      local: { OPENAI_BASE_URL: 'http://127.0.0.1:8000/v1', OPENAI_COMPATIBLE: 'true' },
      eu: {
        AZURE_OPENAI_ENDPOINT: 'https://eu.openai.azure.com',
        AZURE_OPENAI_API_KEY: 'eu-1,eu-2',
        AZURE_OPENAI_API: 'responses',
        AZURE_API_VERSION: '2024-10-21',
        AZURE_MODEL_FAMILIES: 'big=gpt-5.4',
      },
      studio: { GEMINI_API_KEY: 'g', GEMINI_SCHEMA: 'openapi' },
      cloud: { VERTEX_PROJECT: 'p', VERTEX_LOCATION: 'europe-west4' },
      claude: { ANTHROPIC_API_KEY: 'a' },
      cloud_claude: { VERTEX_PROJECT: 'q', VERTEX_LOCATION: 'global' },
    });
  });

  it("takes no key and no address from the kind's own variables, but the gateway's identity", () => {
    const own = {
      OPENAI_API_KEY: 'own',
      OPENAI_BASE_URL: 'http://own',
      AZURE_OPENAI_API_KEY: 'own',
      AZURE_CLIENT_ID: 'us',
    };
    const { local, eu } = settingsOfAll({ UPSTREAM_LOCAL: 'openai', UPSTREAM_EU: 'azure', ...own });
    expect(JSON.stringify([local, eu])).not.toContain('own');
    expect(eu).toMatchObject({ AZURE_CLIENT_ID: 'us' });
  });

  it('selects them by name alone', () => {
    const manifests = nameUpstreams(PLUGINS, EVERY_KIND, GATEWAY_SETTINGS).plugins.map((plugin) => manifestOf(plugin)!);
    for (const { name, ownsModel, passModelNames, ...manifest } of manifests) {
      expect([ownsModel('gpt-5.4'), ownsModel('gemini-3-pro'), ownsModel('claude-opus-5')]).toEqual([
        false,
        false,
        false,
      ]);
      expect(passModelNames === true).toBe(['claude', 'cloud_claude'].includes(name));
      expect(Object.keys(manifest).sort()).toEqual(['host', 'missing', 'settings']);
    }
  });

  it.each<[string, Variables, string]>([
    ['a key', { UPSTREAM_LOCAL: 'openai' }, 'UPSTREAM_LOCAL: openai needs UPSTREAM_LOCAL_API_KEY'],
    [
      'several, spelled as the name is',
      { UPSTREAM_eu: 'azure' },
      'UPSTREAM_eu: azure needs UPSTREAM_eu_BASE_URL, UPSTREAM_eu_API_KEY',
    ],
    [
      'one that may be shared',
      { UPSTREAM_CLOUD: 'vertex' },
      'UPSTREAM_CLOUD: vertex needs USE_VERTEX_AUTH, UPSTREAM_CLOUD_PROJECT',
    ],
    ['the name of a plugin', { UPSTREAM_AZURE: 'openai' }, 'UPSTREAM_AZURE: azure is the name of another provider'],
    ['the name that it is preferred by', { UPSTREAM_Google: 'gemini' }, 'UPSTREAM_Google: google is the name of'],
    ['the demo for a kind', { UPSTREAM_X: 'demo' }, 'UPSTREAM_X: must be one of openai, azure, gemini, vertex, anth'],
  ])('reports a mistake: %s', (_, environment, mistake) => {
    expect(nameUpstreams(PLUGINS, environment, GATEWAY_SETTINGS).mistakes).toEqual([expect.stringContaining(mistake)]);
  });

  it('leaves variables alone that a plugin has of its own', () => {
    class Settings {
      @Describe('own')
      @IsText()
      UPSTREAM_OF_MINE?: string;
    }
    @Plugin({ name: 'mine', settings: Settings, missing: () => [], ownsModel: () => false })
    class Mine implements ProviderPlugin {
      load(): Promise<never> {
        return Promise.reject(new Error('not in this test'));
      }
    }
    const environment = { UPSTREAM_OF_MINE: 'x', UPSTREAM_OTHER: 'mine', UPSTREAM_OTHER_UPSTREAM_OF_MINE: 'y' };
    const { plugins, mistakes } = nameUpstreams([Mine], environment, GATEWAY_SETTINGS);
    expect(mistakes).toEqual([]);
    const { settings } = manifestOf(plugins[0]!)!;
    expect(checkSettings(settings, environment).value).toEqual({ UPSTREAM_OF_MINE: 'y' });
  });
});

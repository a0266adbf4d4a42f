import { describe, expect, it } from '@jest/globals';
import { manifestOf, settingsOf } from '@gateway/provider-kit';
import { PLUGINS } from '../plugins.js';
import { checkSettings } from './check-settings.js';
import { GATEWAY_SETTINGS } from '../app/gateway-settings.js';
import { LimitsSettings } from '../http/limits/limits.settings.js';

const CLASSES = [...GATEWAY_SETTINGS, ...PLUGINS.flatMap((plugin) => manifestOf(plugin)?.settings ?? [])];
const URL_NAME = /(_URL|_ENDPOINT|HTTPS?_PROXY)$/;

const settings = CLASSES.flatMap((owner) =>
  settingsOf(owner)
    .filter(({ name }) => URL_NAME.test(name))
    .map(({ name }) => ({ name, owner })),
);

describe('every setting that is a URL', () => {
  it('is known to this test', () => {
    expect(settings.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['REDIS_URL', 'HTTPS_PROXY', 'OPENAI_BASE_URL', 'AZURE_OPENAI_ENDPOINT']),
    );
  });

  describe.each(settings)('$name', ({ name, owner }) => {
    it.each([
      'proxy:8080',
      'ada:pass-word@host:1',
      'http//ada:pass-word@host',
      'redis//:pass-word@host',
      'https://ada:pass-word@host:port',
      'gopher://ada:pass-word@host',
      'http://ada:pass-word%zz@host',
      'redis://ada:pass-word%zz@host',
      'redis:host',
      'redis://',
      'http://',
    ])('refuses %j in a sentence, without its password', (value) => {
      const { mistakes } = checkSettings(owner, { [name]: value });
      expect(mistakes).toEqual([expect.stringMatching(new RegExp(`^${name}: must be a URL `))]);
      expect(mistakes[0]).not.toContain('pass-word');
    });
  });

  it.each([
    { HTTPS_PROXY: 'http://proxy:8080' },
    { HTTP_PROXY: 'http://ada:pass%40word@proxy' },
    { HTTPS_PROXY: 'socks5://proxy:1080' },
    { REDIS_URL: 'redis://host:6379' },
    { REDIS_URL: 'rediss://:pass-word@host:6379/2' },
  ])('%j is fine', (environment) => {
    expect(CLASSES.flatMap((owner) => checkSettings(owner, environment).mistakes)).toEqual([]);
  });

  it('of Redis ends with the number of a database', () => {
    expect(checkSettings(LimitsSettings, { REDIS_URL: 'redis://:pass-word@host/main' }).mistakes).toEqual([
      'REDIS_URL: must be a URL with the number of a database as its path',
    ]);
  });
});

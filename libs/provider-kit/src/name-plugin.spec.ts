import { Test } from '@nestjs/testing';
import { describe, expect, it, jest } from '@jest/globals';
import { namePlugin, suffixesOf } from './name-plugin.js';
import { manifestOf, Plugin, type ProviderPlugin } from './plugin.js';
import type { ProviderContext } from './provider-context.types.js';
import type { Provider } from './provider.types.js';
import { Describe, settingsOf } from './settings/describe.decorator.js';

class Settings {
  @Describe('plain')
  TWO_WORDS_KEY?: string;

  @Describe('called otherwise', { named: 'BASE_URL' })
  TWO_WORDS_ENDPOINT?: string;

  @Describe("of another's name")
  REGION?: string;

  @Describe('of the machine', { named: false })
  TWO_WORDS_ACCOUNT?: string;
}

const load = jest.fn<ProviderPlugin['load']>();

@Plugin<Settings>({
  name: 'two-words',
  preferredAs: 'two',
  settings: Settings,
  missing: () => ['TWO_WORDS_ACCOUNT', 'TWO_WORDS_KEY', 'SOMETHING_ELSE'],
  prefixes: () => ['two-words', '2'],
  fallbackFor: 'one',
  ownsModel: () => true,
  defaultModels: { big: 'b', small: 's' },
  bigSmallFallback: 'one',
})
class TwoWords implements ProviderPlugin {
  readonly load = load;
}

const manifest = manifestOf(TwoWords)!;
const variables = new Map([...suffixesOf(manifest)].map(([own, suffix]) => [own, `X_${suffix}`]));
const naming = { name: 'x', variableOf: (own: string) => variables.get(own) ?? own };
const Named = namePlugin(TwoWords, manifest, naming);

describe('suffixesOf', () => {
  it("removes the plugin's name, unless the setting names another suffix", () => {
    expect([...suffixesOf(manifest)]).toEqual([
      ['TWO_WORDS_KEY', 'KEY'],
      ['TWO_WORDS_ENDPOINT', 'BASE_URL'],
      ['REGION', 'REGION'],
    ]);
  });
});

describe('namePlugin', () => {
  it('makes a manifest that only its name leads to', () => {
    const { missing, ownsModel, settings, ...rest } = manifestOf(Named)!;
    expect(rest).toEqual({ name: 'x', host: 'two-words' });
    expect(ownsModel('anything')).toBe(false);
    expect(missing(new settings())).toEqual(['TWO_WORDS_ACCOUNT', 'X_KEY', 'SOMETHING_ELSE']);
    expect(settingsOf(settings).map(({ name }) => name)).toEqual([
      'X_KEY',
      'X_BASE_URL',
      'X_REGION',
      'TWO_WORDS_ACCOUNT',
    ]);
  });

  it('has the plugin of its kind loaded with its own settings and name', async () => {
    const provider = {} as Provider;
    load.mockReset().mockResolvedValue(provider);
    const module = await Test.createTestingModule({ providers: [TwoWords, Named] }).compile();
    const settings = new Settings();
    const context = { strict: true } as ProviderContext;
    expect(await module.get<ProviderPlugin>(Named).load(settings, context)).toBe(provider);
    expect(load.mock.calls).toEqual([[settings, { strict: true, naming }]]);
    expect(context).not.toHaveProperty('naming');
  });
});

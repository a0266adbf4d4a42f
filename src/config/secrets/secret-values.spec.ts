import { describe, expect, it } from '@jest/globals';
import { Describe, IsText, Secret } from '@gateway/provider-kit';
import { SecretValues } from './secret-values.js';

class SampleSettings {
  @Describe('Keys')
  @Secret()
  @IsText()
  KEYS?: string;

  @Describe('Address')
  @IsText()
  ADDRESS?: string;

  @Describe('Number')
  COUNT: number = 3;
}

function secretsOf(values: Partial<SampleSettings>): readonly string[] {
  return SecretValues.of(new Map([[SampleSettings, Object.assign(new SampleSettings(), values)]])).values;
}

describe('SecretValues', () => {
  it.each<[string, Partial<SampleSettings>, readonly string[]]>([
    ['nothing that is no secret', { ADDRESS: 'https://example.com' }, []],
    ['a key', { KEYS: 'key-1' }, ['key-1']],
    ['each of several keys', { KEYS: 'key-1, key-2' }, ['key-1, key-2', 'key-1', 'key-2']],
    ['each of several named ones', { KEYS: 'a=key-1' }, ['a=key-1', 'key-1']],
    ['the password of a URL', { ADDRESS: 'https://user:p%40ss@example.com' }, ['p%40ss', 'p@ss']],
    ['a password that cannot be decoded', { ADDRESS: 'https://user:100%@example.com' }, ['100%']],
  ])('are %s', (_name, values, expected) => {
    expect(secretsOf(values)).toEqual(expected);
  });
});

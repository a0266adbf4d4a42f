import { describe, expect, it } from '@jest/globals';
import { parseTokens } from './parse-tokens.js';

const sha256 = 'ab'.repeat(32);

describe('parseTokens', () => {
  it('reads names, hashes and models', () => {
    const text = JSON.stringify([
      { name: 'ada', sha256 },
      { name: 'bob', sha256: sha256.toUpperCase(), models: ['claude-*'] },
    ]);
    const digest = Buffer.alloc(32, 0xab);
    expect(parseTokens(text)).toEqual([
      { name: 'ada', digest },
      { name: 'bob', digest, models: ['claude-*'] },
    ]);
  });

  it.each([
    ['{', 'is not JSON'],
    ['{}', 'must be a JSON array'],
    ['[null]', 'entry 0: name must be'],
    [JSON.stringify([{ name: 'a\nb', sha256 }]), 'entry 0: name must be'],
    [JSON.stringify([{ name: 'ada', sha256: 'secret' }]), 'entry 0: sha256 must be'],
    [JSON.stringify([{ name: 'ada', sha256, models: 'all' }]), 'entry 0: models must be'],
    [
      JSON.stringify([
        { name: 'ada', sha256 },
        { name: 'ada', sha256 },
      ]),
      'the name "ada" is used twice',
    ],
  ])('refuses %s: it %s', (text, problem) => expect(() => parseTokens(text)).toThrow(problem));

  it('quotes nothing of what it refuses', () => {
    expect(() => parseTokens('[{"sha256": "s3cret"')).toThrow(/^is not JSON$/);
    expect(() => parseTokens('[{"name":"a","sha256":"s3cret"}]')).toThrow(/^(?!.*s3cret)/);
  });
});

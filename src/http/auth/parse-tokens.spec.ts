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
    expect(parseTokens(text).tokens).toEqual([
      { name: 'ada', digest },
      { name: 'bob', digest, models: ['claude-*'] },
    ]);
  });

  it.each([
    ['{', 'is not JSON'],
    ['{"token": []}', 'must be a JSON array of tokens'],
    ['{"tokens": {}}', 'tokens must be a JSON array'],
    ['{"groups": []}', 'groups must be a JSON object'],
    ['{"groups": {"a": {"usd_per_dya": 5}}}', 'group "a": "usd_per_dya" is none of'],
    ['{"groups": {"Platform Team": {"usd_per_day": 5}}}', 'group "Platform Team": a name has no spaces or commas'],
    ['{"groups": {"CN=platform,OU=it": {}}}', 'group "CN=platform,OU=it": a name has no spaces'],
    ['{"all": {"usd_per_day": "5"}}', 'all: usd_per_day must be a number'],
    ['{"all": {"each": {"usd_per_day": -1}}}', 'all: each: usd_per_day must be a number'],
    [JSON.stringify([{ name: 'ada', sha256, group: 7 }]), 'entry 0: group must be'],
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

  it('gives a client of an identity provider what the entry of its name has, and no more models than its claim', () => {
    const access = parseTokens(
      JSON.stringify({
        tokens: [{ name: 'ada', sha256, group: 'platform', models: ['claude-haiku-*'], usd_per_day: 1 }],
        groups: { platform: { usd_per_month: 100 }, other: {} },
      }),
    );
    const accounts = [
      { scope: 'token', name: 'ada', limits: { usd_per_day: 1 } },
      { scope: 'group', name: 'platform', limits: { usd_per_month: 100 } },
    ];
    const ada = { name: 'ada', group: 'platform', accounts };
    expect(access.admitNamed({ name: 'ada', groups: ['other'] })).toEqual({ ...ada, models: ['claude-haiku-*'] });
    expect(access.admitNamed({ name: 'ada', groups: [], models: ['none'] })).toEqual({ ...ada, models: ['none'] });
    expect(access.admitNamed({ name: 'bob', groups: ['other'] })).toEqual({ name: 'bob', group: 'other' });
  });

  it('applies the rules of the group and of all clients, the most particular one first', () => {
    const access = parseTokens(
      JSON.stringify({
        tokens: [
          { name: 'ada', sha256, group: 'platform', usd_per_day: 9 },
          { name: 'bob', sha256: 'cd'.repeat(32) },
        ],
        groups: { platform: { models: ['claude-*'], usd_per_month: 100, each: { usd_per_day: 5, usd_per_week: 20 } } },
        all: { usd_per_month: 1000, each: { usd_per_week: 50, tokens_per_minute: 1000 } },
      }),
    );
    const common = { scope: 'all', name: '', limits: { usd_per_month: 1000 } };
    const group = { scope: 'group', name: 'platform', limits: { usd_per_month: 100 } };
    const own = { usd_per_day: 9, usd_per_week: 20, tokens_per_minute: 1000 };
    expect(access.tokens).toMatchObject([
      {
        name: 'ada',
        group: 'platform',
        models: ['claude-*'],
        accounts: [{ scope: 'token', name: 'ada', limits: own }, group, common],
      },
      {
        name: 'bob',
        accounts: [{ scope: 'token', name: 'bob', limits: { usd_per_week: 50, tokens_per_minute: 1000 } }, common],
      },
    ]);
    expect(access.admit({ name: 'eve', groups: ['all', 'platform'] })).toMatchObject({
      name: 'eve',
      group: 'platform',
    });
    expect(access.admit({ name: 'eve', groups: ['all'], models: ['x'] })).toMatchObject({
      group: 'all',
      models: ['x'],
    });
  });

  it('quotes nothing of what it refuses', () => {
    expect(() => parseTokens('[{"sha256": "s3cret"')).toThrow(/^is not JSON$/);
    expect(() => parseTokens('[{"name":"a","sha256":"s3cret"}]')).toThrow(/^(?!.*s3cret)/);
  });
});

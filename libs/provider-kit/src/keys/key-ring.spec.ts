import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { KeyRefusal } from './key-refusal.js';
import { KeyRing, splitKeys } from './key-ring.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const use = { model: 'm' };
const other = { model: 'n' };
const refusal = (status: number, text = '', retryAfter?: number): KeyRefusal => ({
  status,
  text,
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

describe('KeyRing', () => {
  let now = 0;
  const ring = (...keys: string[]): KeyRing => {
    now = 1000;
    return new KeyRing(keys, () => now);
  };
  const picks = (keys: KeyRing, times: number, requested: typeof use = use): string =>
    Array.from({ length: times }, () => keys.pick(requested)).join('');

  it('takes the keys in turn for requests without a session', () => {
    expect(picks(ring('a', 'b', 'c'), 5)).toBe('abcab');
  });

  it.each<[string, KeyRefusal, number]>([
    ['401', refusal(401), 15 * MINUTE],
    ['402', refusal(402), 15 * MINUTE],
    ['402 with a retry-after', refusal(402, '', 3600), HOUR],
    ['a used up quota', refusal(429, 'insufficient_quota You exceeded your quota'), 15 * MINUTE],
    ['an empty account', refusal(400, 'Your credit balance is too low to access the API'), 15 * MINUTE],
  ])('rests a key for every model after %s, and not for ever', (_, refused, ms) => {
    const keys = ring('a', 'b');
    expect(keys.refused('a', use, refused)).toBe(true);
    now += ms - 1;
    expect([picks(keys, 4), picks(keys, 4, other)]).toEqual(['bbbb', 'bbbb']);
    now += 1;
    expect(picks(keys, 4)).toMatch(/^(abab|baba)$/);
  });

  it.each<[string, KeyRefusal, number]>([
    ['429', refusal(429), 10_000],
    ['429 with a retry-after', refusal(429, '', 7), 7000],
    ['429 that asks for no wait', refusal(429, '', 0), 1000],
    ['403 about the key', refusal(403, 'Your API key does not have permission to use the specified resource.'), HOUR],
    ['403 about the model', refusal(403, 'Project `p` does not have access to model `m`'), HOUR],
    ['403 about nothing in particular', refusal(403, 'PERMISSION_DENIED The caller does not have permission'), HOUR],
    ['404 about the model', refusal(404, 'model_not_found The model `m` does not exist'), HOUR],
    ['404 about the deployment', refusal(404, 'DeploymentNotFound'), HOUR],
  ])('rests a key for this model alone after %s', (_, refused, ms) => {
    const keys = ring('a', 'b');
    expect(keys.refused('a', use, refused)).toBe(true);
    now += ms - 1;
    expect([picks(keys, 4), picks(keys, 4, other)]).toEqual(['bbbb', expect.stringMatching(/^(abab|baba)$/)]);
    now += 1;
    expect(picks(keys, 4)).toMatch(/^(abab|baba)$/);
  });

  it.each<[string, KeyRefusal]>([
    ['400', refusal(400, 'max_tokens: Field required')],
    ['403 about one file', refusal(403, 'You do not have permission to access the File abc or it may not exist.')],
    ['404 about an address', refusal(404, 'Not Found')],
    ['500', refusal(500)],
    ['529', refusal(529)],
  ])('blames no key for %s', (_, refused) => {
    const keys = ring('a', 'b');
    expect(keys.refused('a', use, refused)).toBe(false);
    expect(picks(keys, 2)).toBe('ab');
  });

  it('uses the key that is free first where all rest', () => {
    const keys = ring('a', 'b', 'c');
    expect(keys.refused('a', use, refusal(401))).toBe(true);
    expect(keys.refused('b', use, refusal(429, '', 9))).toBe(true);
    expect(keys.refused('c', use, refusal(429, '', 5))).toBe(false);
    expect(picks(keys, 2)).toBe('cc');
  });

  it('knows no better for its only key', () => expect(ring('a').refused('a', use, refusal(401))).toBe(false));

  it('gives a session the same key in every process, whatever the order of the keys', () => {
    const names = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(names, fc.string(), (keys, session) => {
        const key = ring(...keys).pick({ ...use, session });
        const elsewhere = ring(...keys.toReversed());
        expect([elsewhere.pick({ ...other, session }), elsewhere.pick({ ...use, session })]).toEqual([key, key]);
      }),
    );
  });

  it('moves only the sessions of a key that rests, and moves them back', () => {
    const names = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(names, fc.uniqueArray(fc.string(), { maxLength: 30 }), (keys, sessions) => {
        const all = ring(...keys);
        const before = sessions.map((session) => all.pick({ ...use, session }));
        all.refused(keys[0]!, use, refusal(401));
        sessions.forEach((session, i) => {
          const after = all.pick({ ...use, session });
          if (before[i] === keys[0]) expect(after).not.toBe(keys[0]);
          else expect(after).toBe(before[i]);
        });
        now += 15 * MINUTE;
        expect(sessions.map((session) => all.pick({ ...use, session }))).toEqual(before);
      }),
    );
  });

  it('distributes sessions over all keys', () => {
    const keys = ring('a', 'b', 'c', 'd');
    const shares = new Map<string, number>();
    for (let i = 0; i < 4000; i++) {
      const key = keys.pick({ ...use, session: `session ${i}` });
      shares.set(key, (shares.get(key) ?? 0) + 1);
    }
    expect([...shares.values()].every((share) => share > 800 && share < 1200)).toBe(true);
  });

  it('remembers a bounded number of models, the latest among them', () => {
    const keys = ring('a', 'b');
    for (let i = 0; i < 3000; i++) keys.refused('a', { model: `m${i}` }, refusal(404, 'model_not_found'));
    expect(keys.pick({ model: 'm2999' })).toBe('b');
    expect(picks(keys, 2, { model: 'm0' })).toMatch(/^(ab|ba)$/);
  });
});

it.each([
  ['a', ['a']],
  [' a , b,', ['a', 'b']],
  ['', ['']],
])('splits %j into %j', (setting, keys) => expect(splitKeys(setting)).toEqual(keys));

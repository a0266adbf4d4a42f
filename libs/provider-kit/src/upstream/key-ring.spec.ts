import { describe, expect, it } from '@jest/globals';
import { KeyRing, splitKeys } from './key-ring.js';

const refusal = (status: number, headers = {}): { status: number; headers: Record<string, string> } => ({
  status,
  headers,
});

describe('KeyRing', () => {
  let now = 0;
  const ring = (...keys: string[]): KeyRing<string> => {
    now = 1000;
    return new KeyRing(keys, () => now);
  };
  const picks = (keys: KeyRing<string>, times: number): string =>
    Array.from({ length: times }, () => keys.pick()).join('');

  it('lets keys take turns', () => expect(picks(ring('a', 'b', 'c'), 5)).toBe('abcab'));

  it.each([
    [429, { 'retry-after': '7' }, 7],
    [429, { 'retry-after': '0' }, 1],
    [429, {}, 10],
    [402, {}, 10],
  ])('lets a key rest after %s %j for %s s', (status, headers, seconds) => {
    const keys = ring('a', 'b');
    expect(keys.refused('a', refusal(status, headers))).toBe(true);
    now += seconds * 1000 - 1;
    expect(picks(keys, 4)).toBe('bbbb');
    now += 1;
    expect(picks(keys, 4)).toMatch(/^(abab|baba)$/);
  });

  it.each([401, 403])('puts a key away after %s', (status) => {
    const keys = ring('a', 'b');
    expect(keys.refused('a', refusal(status))).toBe(true);
    now += 1e9;
    expect(picks(keys, 3)).toBe('bbb');
  });

  it.each([400, 404, 500, 529])('blames no key for %s', (status) => {
    const keys = ring('a', 'b');
    expect(keys.refused('a', refusal(status))).toBe(false);
    expect(picks(keys, 2)).toBe('ab');
  });

  it('uses the key that is free first where all are refused', () => {
    const keys = ring('a', 'b', 'c');
    expect(keys.refused('a', refusal(401))).toBe(true);
    expect(keys.refused('b', refusal(429, { 'retry-after': '9' }))).toBe(true);
    expect(keys.refused('c', refusal(429, { 'retry-after': '5' }))).toBe(false);
    expect(picks(keys, 2)).toBe('cc');
  });

  it('knows no better for its only key', () => expect(ring('a').refused('a', refusal(401))).toBe(false));
});

it.each([
  ['a', ['a']],
  [' a , b,', ['a', 'b']],
  ['', ['']],
])('splits %j into %j', (setting, keys) => expect(splitKeys(setting)).toEqual(keys));

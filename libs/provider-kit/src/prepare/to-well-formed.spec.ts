import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toWellFormed } from './to-well-formed.js';

const LONE = '\ud83d';

describe('toWellFormed', () => {
  it('replaces lone surrogates in texts and names, at any depth', () => {
    expect(toWellFormed({ a: [`x${LONE}`, { [`k${LONE}`]: `${LONE}\u{1f600}` }], n: 1, z: null })).toEqual({
      a: ['x\ufffd', { 'k\ufffd': '\ufffd\u{1f600}' }],
      n: 1,
      z: null,
    });
  });

  it('keeps a member called __proto__', () => {
    const value = JSON.parse(`{"__proto__":{"a":"\\ud800"},"b":1}`) as object;
    expect(JSON.stringify(toWellFormed(value))).toBe('{"__proto__":{"a":"\ufffd"},"b":1}');
  });

  it('is well formed for any value, and the value itself where that is', () => {
    const text = fc.string({ unit: 'binary' });
    const any = fc.jsonValue({ stringUnit: 'binary', maxDepth: 4 });
    const value = fc.oneof(
      any,
      fc.dictionary(fc.oneof(text, fc.constant(LONE)), fc.oneof(text, fc.constant(`\udc00${LONE}`))),
    );
    fc.assert(
      fc.property(value, (given) => {
        const formed = toWellFormed(given);
        expect(JSON.stringify(formed)).not.toMatch(/\\ud[89a-f]/);
        expect(JSON.stringify(formed).isWellFormed()).toBe(true);
        if (!/\\ud[89a-f]/.test(JSON.stringify(given))) expect(formed).toBe(given);
      }),
      { numRuns: 500 },
    );
  });
});

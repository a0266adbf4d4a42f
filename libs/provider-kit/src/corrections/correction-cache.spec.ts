import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CorrectionCache } from './correction-cache.js';
import type { RequestCorrection } from './correction.types.js';

type Body = Readonly<Record<string, unknown>>;

const HOUR = 60 * 60 * 1000;
const target = { upstream: 'openai-chat', model: 'm' };
const drop = (field: string): RequestCorrection<Body> => ({
  cause: field,
  change: 'parameter-refused-by-upstream',
  apply: (body) => {
    const { [field]: dropped, ...rest } = body;
    return dropped === undefined ? body : rest;
  },
});

describe('CorrectionCache', () => {
  it('corrects later requests of the same upstream and model, and no others', () => {
    const cache = new CorrectionCache();
    cache.remember(target, drop('a'));
    const changes = new Set<never>();
    expect(cache.apply(target, { a: 1, b: 2 }, changes)).toEqual({ b: 2 });
    expect([...changes]).toEqual(['parameter-refused-by-upstream']);
    for (const other of [
      { ...target, model: 'n' },
      { ...target, upstream: 'eu-chat' },
    ]) {
      const body = { a: 1 };
      expect(cache.apply(other, body, new Set())).toBe(body);
    }
  });

  it('notes no change where there is nothing to correct', () => {
    const cache = new CorrectionCache();
    cache.remember(target, drop('a'));
    const changes = new Set<never>();
    const body = { b: 1 };
    expect(cache.apply(target, body, changes)).toBe(body);
    expect(changes.size).toBe(0);
  });

  it('forgets a correction after an hour', () => {
    let now = 1000;
    const cache = new CorrectionCache(() => now);
    cache.remember(target, drop('a'));
    now += HOUR - 1;
    expect(cache.list()).toEqual([
      { ...target, cause: 'a', change: 'parameter-refused-by-upstream', learntAt: 1000, expiresAt: 1000 + HOUR },
    ]);
    now += 1;
    expect(cache.list()).toEqual([]);
    expect(cache.apply(target, { a: 1 }, new Set())).toEqual({ a: 1 });
  });

  it('keeps nothing of a correction for one request', () => {
    const cache = new CorrectionCache();
    cache.remember(target, { ...drop('a'), once: true });
    expect(cache.list()).toEqual([]);
  });

  it('stays bounded whatever names it is given, and keeps the latest', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string()), { maxLength: 200 }), (names) => {
        const cache = new CorrectionCache();
        for (const [model, cause] of names) cache.remember({ upstream: 'u', model }, drop(cause));
        for (let i = 0; i < 1100; i++) cache.remember({ upstream: 'u', model: `model ${i}` }, drop('a'));
        for (let i = 0; i < 60; i++) cache.remember({ upstream: 'u', model: 'model 1099' }, drop(`cause ${i}`));
        const listed = cache.list();
        return listed.length <= 1000 * 50 && listed.at(-1)?.cause === 'cause 59';
      }),
      { numRuns: 20 },
    );
  });
});

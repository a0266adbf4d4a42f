import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rankByHash } from './rank-by-hash.js';

interface Item {
  readonly id: string;
  readonly weight: number;
}

const item = (id: string, weight = 1): Item => ({ id, weight });
const rank = (items: readonly Item[], session: string): readonly Item[] =>
  rankByHash(items, session, { idOf: ({ id }) => id, weightOf: ({ weight }) => weight });
const SESSIONS = Array.from({ length: 20_000 }, (_, i) => `session-${i}`);

const arbitraryItems = fc.uniqueArray(
  fc.record({ id: fc.string({ minLength: 1 }), weight: fc.integer({ min: 1, max: 9 }) }),
  {
    selector: ({ id }) => id,
    minLength: 1,
    maxLength: 8,
  },
);

describe('rankByHash', () => {
  it('does not depend on the order of the items', () => {
    fc.assert(
      fc.property(arbitraryItems, fc.string(), (items, session) => {
        expect(rank([...items].reverse(), session)).toEqual(rank(items, session));
      }),
    );
  });

  it('keeps the order of all others where one is removed', () => {
    fc.assert(
      fc.property(arbitraryItems, fc.string(), fc.nat(), (items, session, at) => {
        const gone = items[at % items.length];
        const rest = items.filter((each) => each !== gone);
        expect(rank(rest, session)).toEqual(rank(items, session).filter((each) => each !== gone));
      }),
    );
  });

  it.each([[[1, 1, 1]], [[2, 1, 1]], [[5, 3, 2]]])('shares sessions by the weights %j', (weights) => {
    const items = weights.map((weight, i) => item(`member-${i}`, weight));
    const sum = weights.reduce((a, b) => a + b);
    for (const { id, weight } of items) {
      const share = SESSIONS.filter((session) => rank(items, session)[0]?.id === id).length / SESSIONS.length;
      expect(Math.abs(share - weight / sum)).toBeLessThan(0.02);
    }
  });

  it('moves 1/n of the sessions, and only to the added item', () => {
    const before = ['a', 'b', 'c', 'd'].map((id) => item(id));
    const after = [...before, item('e')];
    const moved = SESSIONS.filter((session) => rank(before, session)[0] !== rank(after, session)[0]);
    expect(Math.abs(moved.length / SESSIONS.length - 1 / 5)).toBeLessThan(0.02);
    expect(moved.every((session) => rank(after, session)[0]?.id === 'e')).toBe(true);
  });
});

import type { ContentBlock } from '@gateway/protocol';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { HistoryMessage } from '../read-history.js';
import { clientIds, toUpstreamIds } from './tool-ids.js';

const RULE = { max: 40, keep: 23 };

/** A conversation whose turns have tool calls of these ids. */
function historyOf(turns: readonly (readonly string[])[]): HistoryMessage[] {
  return turns.map((ids, index) => ({
    index,
    role: 'assistant',
    blocks: ids.map((id): ContentBlock => ({ type: 'tool_use', id, name: 'Read', input: {} })),
  }));
}

const upstreamIds = (turns: readonly (readonly string[])[]): string[] => [
  ...toUpstreamIds(historyOf(turns), RULE).values(),
];

describe('ids of calls toward the client', () => {
  it('keeps an id that is new, and derives the same id from a known one in every repetition', () => {
    const give = clientIds(historyOf([['call_0']]));
    expect(give('call_1', new Set())).toBe('call_1');
    const derived = give('call_0', new Set());
    expect(derived).toMatch(/^toolu_[0-9a-f]{24}$/);
    expect(clientIds(historyOf([['call_0']]))('call_0', new Set())).toBe(derived);
    expect(clientIds(historyOf([['call_0'], [derived]]))('call_0', new Set())).not.toBe(derived);
  });

  it('derives an id for the second of two equal ones in one answer', () => {
    const give = clientIds([]);
    const second = give('call_0', new Set(['call_0']));
    expect(second).toMatch(/^toolu_[0-9a-f]{24}$/);
    expect(give('call_0', new Set(['call_0', second]))).not.toBe(second);
  });

  it.each(['', undefined])('makes up an id for %j', (id) => {
    expect(clientIds([])(id, new Set())).toMatch(/^toolu_[0-9A-Za-z]{24}$/);
  });

  it('gives ids that are unique in any conversation', () => {
    const id = fc.constantFrom('call_0', 'call_1', 'functions.Read:0', 'ä', 'x'.repeat(300));
    const answers = fc.array(fc.array(id, { minLength: 1, maxLength: 3 }), { maxLength: 200 });
    fc.assert(
      fc.property(answers, fc.nat(200), (given, dropped) => {
        let turns: string[][] = [];
        given.forEach((answer, i) => {
          // A client may drop the beginning of its history, which makes the number of calls smaller.
          if (i === dropped) turns = turns.slice(turns.length >> 1);
          const give = clientIds(historyOf(turns));
          const taken = new Set<string>();
          for (const upstream of answer) taken.add(give(upstream, taken));
          expect(taken.size).toBe(answer.length);
          turns.push([...taken]);
        });
        const all = turns.flat();
        expect(new Set(all).size).toBe(all.length);
        expect(all.filter((each) => !/^[a-zA-Z0-9_-]{1,256}$/.test(each))).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});

describe('ids of calls toward the upstream', () => {
  it('are unique, whatever ids the history has, and the same in every turn', () => {
    const id = fc.oneof(fc.constantFrom('call_0', '', 'y'.repeat(41), '😀'.repeat(30)), fc.string());
    fc.assert(
      fc.property(fc.array(fc.array(id, { maxLength: 4 }), { maxLength: 200 }), fc.nat(200), (turns, length) => {
        const ids = upstreamIds(turns);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.filter((each) => each === '' || each.length > RULE.max)).toEqual([]);
        const before = upstreamIds(turns.slice(0, length));
        expect(ids.slice(0, before.length)).toEqual(before);
      }),
      { numRuns: 50 },
    );
  });
});

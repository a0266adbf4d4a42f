import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countTicks } from '../../../test/kit/app/count-ticks.js';
import { findJsonExcess } from './find-json-excess.js';

const NONE = Infinity;
const find = (text: string, depth: number, values = NONE): Promise<string | undefined> =>
  findJsonExcess(text, { depth, values });

describe('findJsonExcess', () => {
  it.each([
    ['{}', 1],
    ['{"a":[{}]}', 3],
    ['[[],[],{}]', 2],
    [String.raw`["[[[", "\"[[", "\\", [1]]`, 2],
    [String.raw`{"\\\"{{":"}"}`, 1],
  ])('finds %s to be %i deep', async (text, depth) => {
    expect([await find(text, depth), await find(text, depth - 1)]).toEqual([undefined, 'depth']);
  });

  it.each([
    ['[]', 1],
    ['[0,1,2]', 3],
    ['[[],[]]', 4],
    ['{"a":0,"b":{"c":1}}', 6],
    [String.raw`["[,:", "\",,", "\\", 1]`, 4],
  ])('counts in %s %i keys and values', async (text, values) => {
    expect([await find(text, NONE, values), await find(text, NONE, values - 1)]).toEqual([undefined, 'values']);
  });

  it('knows no limit of bare values, and takes what is no JSON', async () => {
    for (const text of ['', '1', '"["', '"[', ']]', '\\"[']) expect(await find(text, 0, 0)).toBeUndefined();
    expect(await find('[[[[[[[[[[', 5)).toBe('depth');
  });

  it('counts at least what there is, and at most twice that', async () => {
    const count = (value: unknown): number =>
      typeof value !== 'object' || value === null
        ? 1
        : Object.entries(value).reduce((sum, [, each]) => sum + count(each) + (Array.isArray(value) ? 0 : 1), 1);
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ noUnicodeString: false }), async (value) => {
        const text = JSON.stringify(value);
        const there = count(value) - 1;
        expect(await find(text, NONE, 2 * there + 1)).toBeUndefined();
        if (there > 0) expect(await find(text, NONE, there - 1)).toBe('values');
      }),
    );
  });

  it('finds the same wherever a slice ends', async () => {
    const text = String.raw`"\\\"[,{\\",[["\\"]`;
    for (let shift = 0; shift <= text.length; shift++) {
      const padded = `[${' '.repeat(2 ** 18 - 1 - shift)}${text}]`;
      expect([shift, await find(padded, 3, 6), await find(padded, 2), await find(padded, NONE, 3)]).toEqual([
        shift,
        undefined,
        'depth',
        'values',
      ]);
    }
  });

  it('lets others have their turn in a large text', async () => {
    expect(await countTicks(find(`["${'x\\"'.repeat(3_000_000)}"]`, NONE))).toBeGreaterThan(10);
  });
});

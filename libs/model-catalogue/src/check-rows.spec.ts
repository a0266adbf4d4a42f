import { describe, expect, it } from '@jest/globals';
import { BUILT_IN_ROWS } from './built-in-rows.js';
import { checkRows } from './check-rows.js';

const check = async (...rows: readonly unknown[]): Promise<unknown> => checkRows('m.json', rows, BUILT_IN_ROWS);
const a = { id: 'a', maker: 'm' };

describe('checkRows', () => {
  it.each([
    [{ ...a, window: { total: 1.5 } }, 'row 1 (a): window.total must be integer'],
    [{ ...a, windows: 1 }, 'row 1 (a): must NOT have additional properties: windows'],
    [
      { ...a, sampling: 'often' },
      'row 1 (a): sampling must be equal to one of the allowed values: always, with-effort-none, never, ignored, null',
    ],
    [{ ...a, prices: [{ input: 1 }] }, "row 1 (a): prices.0 must have required property 'output'"],
    [{ ...a, prices: [{ input: -1, output: 1 }] }, 'row 1 (a): prices.0.input must be >= 0'],
    [{ ...a, prices: [{ input: Infinity, output: 1 }] }, 'row 1 (a): prices.0.input must be number'],
    [{ ...a, retirement: { openai: { date: 'soon' } } }, 'row 1 (a): retirement.openai.date must match pattern'],
    [
      { ...a, retirement: { openai: { date: '2027-02-30' } } },
      'row 1 (a): retirement.openai.date is no day: 2027-02-30',
    ],
    [{ ...a, match: ['(a+)+$'] }, 'row 1 (a): match.0 must match pattern'],
    [{ ...a, match: ['*'] }, 'row 1 (a): match.0 must match pattern'],
    [{ ...a, efforts: { chat: ['none', 'none'] } }, 'row 1 (a): efforts.chat must NOT have duplicate items'],
    [{ id: 'a' }, "row 1 (a): must have required property 'maker'"],
    [{ ...a, id: 'x'.repeat(257) }, `row 1 (${'x'.repeat(64)}): id must NOT have more than 256 characters`],
    [{ ...a, like: 'b' }, 'a: like names no row of m: b'],
    [5, 'row 1: must be object'],
    [JSON.parse('{"id":"a","maker":"m","__proto__":{}}'), 'row 1 (a): must NOT have additional properties: __proto__'],
  ])('names what is wrong with %j', async (row, mistake) =>
    expect(await check(row)).toEqual({ mistakes: [expect.stringContaining(`m.json: ${mistake}`)] }),
  );

  it('finds an id that is given twice, and prices out of order', async () => {
    const prices = [
      { from: '2027-01-01', input: 1, output: 2 },
      { input: 1, output: 2 },
    ];
    expect(await check(a, { ...a, prices })).toEqual({
      mistakes: [
        'm.json: row 2 (a): id is that of row 1 too',
        'm.json: row 2 (a): prices.1.from must be later than the price before',
      ],
    });
  });

  it('refuses what is no list of rows', async () =>
    expect(await checkRows('m.json', {})).toEqual({ mistakes: ['m.json: must be array'] }));

  it('lists the first mistakes and counts the others', async () => {
    const { mistakes } = (await check(...Array.from({ length: 30 }, () => 0))) as { mistakes: readonly string[] };
    expect(mistakes).toHaveLength(21);
    expect(mistakes.at(-1)).toBe('m.json: 10 more mistakes');
  });

  it("accepts tomorrow's model in one line, and a change of a built-in one", async () => {
    const rows = [
      { id: 'gpt-6.3-sol', maker: 'openai', like: 'gpt-6.1-sol', prices: [{ input: 1, output: 2 }] },
      { id: 'gpt-5.4', maker: 'openai', sampling: null },
    ];
    expect(await check(...rows)).toEqual({ rows });
  });
});

import { describe, expect, it } from '@jest/globals';
import { countTicks } from '../../../test/kit/app/count-ticks.js';
import { findJsonError } from './find-json-error.js';

describe('findJsonError', () => {
  it.each([
    ['', 'unexpected end', 0],
    ['  \n ', 'unexpected end', 4],
    ['{', 'unexpected end', 1],
    ['{"a": 1', 'unexpected end', 7],
    ['[1, ', 'unexpected end', 4],
    ['{"a": bad}', 'unexpected character', 6],
    ['{a: 1}', 'unexpected character', 1],
    ["{'a': 1}", 'unexpected character', 1],
    ['{"a" 1}', 'unexpected character', 5],
    ['{"a": 1,}', 'unexpected character', 8],
    ['{"a": 1 "b": 2}', 'unexpected character', 8],
    ['[1, ]', 'unexpected character', 4],
    ['[1 2]', 'unexpected character', 3],
    ['[1}', 'unexpected character', 2],
    ['{"a":1]', 'unexpected character', 6],
    ['{} {}', 'unexpected character', 3],
    ['[01]', 'unexpected character', 2],
    ['[+1]', 'unexpected character', 1],
    ['[NaN]', 'unexpected character', 1],
    ['["a\\x"]', 'unexpected character', 3],
    ['["a\\u00g0"]', 'unexpected character', 3],
    ['["line\nbreak"]', 'unexpected character', 6],
    ['["open]', 'unexpected end', 7],
    ['{"open', 'unexpected end', 6],
    ['[{"a": [true, false, null, -1.5e+3, "\\u00e9\\n"]}, }', 'unexpected character', 50],
    ['{"model":"x","messages":[]}<html>', 'unexpected character', 27],
  ])('%j: %s at %i', async (text, problem, offset) => {
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    expect(await findJsonError(text)).toMatchObject({ problem, offset });
  });

  it('counts lines and columns as editors do', async () => {
    expect(await findJsonError('{\n  "a": 1,\n  b: 2\n}')).toMatchObject({ line: 3, column: 3 });
  });

  it('finds the end of a long string and of a deep nesting', async () => {
    const long = `{"a": "${'x'.repeat(5_000_000)}", !}`;
    expect((await findJsonError(long)).offset).toBe(long.length - 2);
    expect((await findJsonError('['.repeat(200_000))).offset).toBe(200_000);
  });

  it.each([
    ['line breaks', '\n'.repeat(4_000_000), 4_000_000, 4_000_001],
    ['an open string of escapes', `"${'\\n'.repeat(4_000_000)}`, 8_000_001, 1],
    ['an open string', `"${'x'.repeat(8_000_000)}`, 8_000_001, 1],
  ])('goes through %s in pieces, between which others have their turn', async (_, text, offset, line) => {
    const found = findJsonError(text);
    expect(await countTicks(found)).toBeGreaterThan(5);
    expect(await found).toMatchObject({ problem: 'unexpected end', offset, line });
  });
});

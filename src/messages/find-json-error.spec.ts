import { describe, expect, it } from '@jest/globals';
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
    ['["a\\x"]', 'unexpected character', 1],
    ['["line\nbreak"]', 'unexpected character', 1],
    ['["open]', 'unexpected character', 1],
    ['[{"a": [true, false, null, -1.5e+3, "\\u00e9\\n"]}, }', 'unexpected character', 50],
    ['{"model":"x","messages":[]}<html>', 'unexpected character', 27],
  ])('%j: %s at %i', (text, problem, offset) => {
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    expect(findJsonError(text)).toMatchObject({ problem, offset });
  });

  it('counts lines and columns as editors do', () => {
    expect(findJsonError('{\n  "a": 1,\n  b: 2\n}')).toMatchObject({ line: 3, column: 3 });
  });

  it('finds the end of a long string and of a deep nesting', () => {
    const long = `{"a": "${'x'.repeat(5_000_000)}", !}`;
    expect(findJsonError(long).offset).toBe(long.length - 2);
    expect(findJsonError('['.repeat(200_000)).offset).toBe(200_000);
  });
});

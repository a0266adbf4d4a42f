import { describe, expect, it } from '@jest/globals';
import { toColumns } from './to-columns.js';

describe('toColumns', () => {
  it('aligns what is seen, colours aside', () => {
    expect(
      toColumns([
        ['\u001b[31mab\u001b[39m', 'x'],
        ['abcd', 'y', 'z'],
        ['', ''],
      ]),
    ).toBe('\u001b[31mab\u001b[39m    x\nabcd  y  z\n\n');
  });
});

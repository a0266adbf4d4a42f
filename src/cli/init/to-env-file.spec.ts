import { describe, expect, it } from '@jest/globals';
import { parse } from 'dotenv';
import { toEnvFile } from './to-env-file.js';

describe('toEnvFile', () => {
  it('is read back as it was written', () => {
    const variables = new Map([
      ['PLAIN', 'sk-abc_1'],
      ['URL', 'https://host/v1?a=b#c'],
      ['SPACED', 'a b $c "d"'],
      ['QUOTED', "it's"],
      ['MAP', '*opus*=openai/gpt-5.4,x=y/z'],
    ]);
    expect(parse(toEnvFile(variables))).toEqual(Object.fromEntries(variables));
  });
});

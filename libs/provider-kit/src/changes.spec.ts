import { describe, expect, it } from '@jest/globals';
import { CHANGES, type ChangeCode, classOf } from './changes.js';

describe('the codes of changes', () => {
  const codes = Object.entries(CHANGES).flatMap(([name, group]) => Object.keys(group).map((code) => [code, name]));

  it('belong to one class each', () => {
    expect(new Set(codes.map(([code]) => code)).size).toBe(codes.length);
  });

  it.each(codes)('%s is %s', (code, name) => {
    expect(classOf(code as ChangeCode)).toBe(name);
  });
});

import { describe, expect, it } from '@jest/globals';
import { Describe, isSecret, Secret, settingsOf } from './describe.decorator.js';

class Shared {
  @Describe('first')
  FIRST?: string;
}

class One extends Shared {
  @Describe('second', { otherwise: 'none', alias: 'two' })
  @Secret()
  SECOND?: string;
}

class Other extends Shared {
  @Secret()
  @Describe('third')
  THIRD?: string;

  undescribed?: string;
}

describe('settingsOf', () => {
  it('lists what is described, in order, what is inherited first', () => {
    expect(settingsOf(One)).toEqual([
      { name: 'FIRST', description: 'first' },
      { name: 'SECOND', description: 'second', otherwise: 'none', alias: 'two' },
    ]);
    expect(settingsOf(Other).map(({ name }) => name)).toEqual(['FIRST', 'THIRD']);
    expect(settingsOf(Shared).map(({ name }) => name)).toEqual(['FIRST']);
  });
});

describe('isSecret', () => {
  it.each([
    [One, 'SECOND', true],
    [Other, 'THIRD', true],
    [One, 'FIRST', false],
    [Other, 'SECOND', false],
  ])('%p %s: %s', (settings, name, expected) => {
    expect(isSecret(settings, name)).toBe(expected);
  });
});

import { describe, expect, it } from '@jest/globals';
import { Describe, isSecret, renameSettings, Secret, settingsOf } from './describe.decorator.js';

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
      { name: 'FIRST', property: 'FIRST', description: 'first' },
      { name: 'SECOND', property: 'SECOND', description: 'second', otherwise: 'none', alias: 'two' },
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

describe('renameSettings', () => {
  class Three extends One {
    @Describe('third', { alias: 'three' })
    THIRD?: string;
  }
  const Renamed = renameSettings(Three, (name) => (name === 'THIRD' ? name : `OTHER_${name}`));

  it('changes the variables and nothing else', () => {
    expect(settingsOf(Renamed)).toEqual([
      { name: 'OTHER_FIRST', property: 'FIRST', description: 'first' },
      { name: 'OTHER_SECOND', property: 'SECOND', description: 'second', otherwise: 'none' },
      { name: 'THIRD', property: 'THIRD', description: 'third', alias: 'three' },
    ]);
    expect(isSecret(Renamed, 'SECOND')).toBe(true);
    expect(new Renamed()).toBeInstanceOf(Three);
  });

  it('leaves the first class as it was', () => {
    expect(settingsOf(Three).map(({ name }) => name)).toEqual(['FIRST', 'SECOND', 'THIRD']);
  });
});

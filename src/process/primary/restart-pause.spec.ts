import { describe, expect, it } from '@jest/globals';
import { isCrashLooping, restartPause } from './restart-pause.js';

describe('restartPause', () => {
  it.each([
    [0, 0],
    [1, 100],
    [2, 200],
    [5, 1600],
    [9, 25_600],
    [10, 30_000],
    [1000, 30_000],
  ])('after %s young deaths: %s ms', (deaths, pause) => {
    expect(restartPause(deaths)).toBe(pause);
  });
});

describe('isHopeless', () => {
  it('from the fourth on', () => {
    expect([0, 3, 4, 5].map(isCrashLooping)).toEqual([false, false, true, true]);
  });
});

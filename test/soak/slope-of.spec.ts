import { expect, it } from '@jest/globals';
import { slopeOf } from './slope-of.js';

it.each([
  [[7, 7, 7], 0],
  [[1, 3, 5], 2],
  [[5, 3, 1], -2],
  [[0, 10, 0, 10, 0], 0],
  [[7], 0],
])('of %j is %s', (values, slope) => {
  expect(slopeOf(values.map((value, at) => ({ at, value })))).toBeCloseTo(slope);
});

import { expect, it } from '@jest/globals';
import { LimitedLabels } from './limited-labels.js';

it('gives the first names a label of their own, and all others one together', () => {
  const labels = new LimitedLabels(2);
  expect(['ada', 'bob', 'ada', 'eve', 'bob', 'mallory'].map((name) => labels.labelOf(name))).toEqual([
    'ada',
    'bob',
    'ada',
    'other',
    'bob',
    'other',
  ]);
});

import { expect, it } from '@jest/globals';
import { findDepth } from './find-depth.js';

it.each([
  ['1', 0],
  ['{}', 1],
  ['{"a":[{}]}', 3],
  ['[[],[],{}]', 2],
  [String.raw`["[[[", "\"[[", "\\", [1]]`, 2],
  [String.raw`{"\\\"{{":"}"}`, 1],
  ['["[', 1],
  ['[[[[[[[[[[', 6],
])('finds the depth of %s: %s', (text, depth) => expect(findDepth(Buffer.from(text), 5)).toBe(depth));

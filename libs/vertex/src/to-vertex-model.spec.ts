import { expect, it } from '@jest/globals';
import { toVertexModel } from './to-vertex-model.js';

it.each([
  ['claude-sonnet-4-5-20250929', 'claude-sonnet-4-5@20250929'],
  ['claude-opus-4-1-20250805', 'claude-opus-4-1@20250805'],
  ['claude-3-7-sonnet-20250219', 'claude-3-7-sonnet@20250219'],
  ['claude-sonnet-4-5@20250929', 'claude-sonnet-4-5@20250929'],
  ['claude-opus-4-6', 'claude-opus-4-6'],
  ['../x-20250929', '../x-20250929'],
])('%s is %s there', (model, name) => expect(toVertexModel(model)).toBe(name));

import { describe, expect, it } from '@jest/globals';
import { builtInModels } from '@gateway/testing';
import { ServedModels } from './served-models.js';

describe('ServedModels', () => {
  it.each([
    ['gemini-2.5-pro', 'gemini-3.8-flash', 'gemini-3.8-flash'],
    ['gemini-2.5-pro', 'models/gemini-3.8-flash-002', 'gemini-3.8-flash-002'],
    ['models/gemini-2.5-flash', 'gemini-3.5-flash-lite', 'gemini-3.5-flash-lite'],
    ['gemini-2.5-pro', 'gemini-2.5-pro-002', 'gemini-2.5-pro'],
    ['gemini-2.5-pro', 'something-else', 'gemini-2.5-pro'],
    ['gemini-3-pro-preview', 'gemini-2.5-flash', 'gemini-3-pro-preview'],
    ['gemini-2.5-pro', 'gemini-9-neon', 'gemini-2.5-pro'],
  ])('%s answered by %s has the traits of %s', (asked, version, traits) => {
    const served = new ServedModels(builtInModels);
    served.note(asked, version);
    expect(served.of(asked)).toBe(traits);
  });
});

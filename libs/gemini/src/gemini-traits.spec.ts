import { describe, expect, it } from '@jest/globals';
import { builtInModels } from '@gateway/testing';
import { geminiTraits } from './gemini-traits.js';

const FROM_LOW = ['low', 'medium', 'high'];
const FROM_MINIMAL = ['minimal', ...FROM_LOW];

describe('geminiTraits', () => {
  it.each<[string, readonly string[]]>([
    ['gemini-3-pro-preview', ['low', 'high']],
    ['gemini-3.1-pro-preview', FROM_LOW],
    ['gemini-pro-latest', FROM_LOW],
    ['gemini-4-pro', FROM_LOW],
    ['gemini-flash-latest', FROM_LOW],
    ['gemini-3.7-flash', FROM_LOW],
    ['gemini-3.10-flash', FROM_LOW],
    ['gemini-12-flash', FROM_LOW],
    ['gemini-4-argon', FROM_LOW],
    ['gemini-4-hydrogen', [...FROM_LOW, 'xhigh']],
    ['gemini-5-neon', FROM_LOW],
    ['gemini-3-flash-preview', FROM_MINIMAL],
    ['gemini-3.5-flash', FROM_MINIMAL],
    ['gemini-3.9-flash-lite', FROM_MINIMAL],
    ['gemini-flash-lite-latest', FROM_MINIMAL],
    ['models/gemini-3-flash-preview', FROM_MINIMAL],
    ['something-else', FROM_MINIMAL],
  ])('takes %s for one of the newest', (model, levels) => {
    expect(geminiTraits(builtInModels, model)).toMatchObject({
      thinking: { by: 'level', levels },
      validatesSignatures: true,
      mediaInResults: true,
      toolsWithSearch: true,
      formatWithTools: true,
    });
  });

  it.each<[string, number, number]>([
    ['gemini-2.5-pro', 128, 32_768],
    ['gemini-2.5-pro-preview-06-05', 128, 32_768],
    ['gemini-2.5-flash', 0, 24_576],
    ['gemini-2.5-flash-lite', 0, 24_576],
  ])('gives %s a budget', (model, min, max) => {
    const { thinking, validatesSignatures, sampling, maxOutput } = geminiTraits(builtInModels, model);
    expect({ thinking, validatesSignatures, sampling, maxOutput }).toEqual({
      thinking: { by: 'budget', off: min, min, max },
      validatesSignatures: false,
      sampling: true,
      maxOutput: 65_536,
    });
  });

  it.each(['gemini-3.8-flash', 'gemini-3.5-flash-lite', 'gemini-4-argon'])('sends %s no sampling', (model) =>
    expect(geminiTraits(builtInModels, model).sampling).toBe(false),
  );

  it('knows the answer of Gemini 4, over all its calls', () =>
    expect(geminiTraits(builtInModels, 'gemini-4-argon')).toMatchObject({ maxOutput: 1_048_576, continuation: true }));

  it.each(['gemini-1.5-pro', 'gemini-1.0-pro', 'gemini-2.0-flash', 'gemini-pro', 'gemini-pro-vision'])(
    'knows that %s does not think',
    (model) =>
      expect(geminiTraits(builtInModels, model)).toMatchObject({ thinking: { by: 'nothing' }, toolsWithSearch: false }),
  );
});

import { describe, expect, it } from '@jest/globals';
import { geminiTraits, THINKING_LEVELS } from './gemini-traits.js';

const FROM_LOW = ['low', 'medium', 'high'];

describe('geminiTraits', () => {
  it.each<[string, readonly string[]]>([
    ['gemini-3-pro-preview', ['low', 'high']],
    ['gemini-3.0-pro', ['low', 'high']],
    ['gemini-3.1-pro-preview', FROM_LOW],
    ['gemini-pro-latest', FROM_LOW],
    ['gemini-4-pro', FROM_LOW],
    ['gemini-flash-latest', FROM_LOW],
    ['gemini-3.7-flash', FROM_LOW],
    ['gemini-3.10-flash', FROM_LOW],
    ['gemini-4-flash', FROM_LOW],
    ['gemini-12-flash', FROM_LOW],
    ['gemini-3-flash-preview', THINKING_LEVELS],
    ['gemini-3.5-flash', THINKING_LEVELS],
    ['gemini-3.7-flash-lite', THINKING_LEVELS],
    ['gemini-flash-lite-latest', THINKING_LEVELS],
    ['models/gemini-3-flash-preview', THINKING_LEVELS],
    ['something-else', THINKING_LEVELS],
  ])('takes %s for one of the newest', (model, levels) => {
    expect(geminiTraits(model)).toMatchObject({
      thinking: { by: 'level', levels },
      validatesSignatures: true,
      mediaInResults: true,
      toolsWithSearch: true,
      formatWithTools: true,
    });
  });

  it.each<[string, number, number, number]>([
    ['gemini-2.5-pro', 128, 128, 32_768],
    ['gemini-2.5-pro-preview-06-05', 128, 128, 32_768],
    ['gemini-2.5-flash', 0, 0, 24_576],
    ['gemini-2.5-flash-lite', 0, 512, 24_576],
    ['gemini-2.5-flash-lite-preview-06-17', 0, 512, 24_576],
  ])('gives %s a budget', (model, off, min, max) => {
    const { thinking, validatesSignatures, maxOutput } = geminiTraits(model);
    expect({ thinking, validatesSignatures, maxOutput }).toEqual({
      thinking: { by: 'budget', off, min, max },
      validatesSignatures: false,
      maxOutput: 65_536,
    });
  });

  it.each(['gemini-1.5-pro', 'gemini-1.0-pro', 'gemini-2.0-flash', 'gemini-pro', 'gemini-pro-vision'])(
    'knows that %s does not think',
    (model) => expect(geminiTraits(model)).toMatchObject({ thinking: { by: 'nothing' }, toolsWithSearch: false }),
  );
});

import { describe, it } from '@jest/globals';
import { builtInModels, dialectContract } from '@gateway/testing';
import { geminiLanguage } from '../../../../test/kit/upstreams/gemini/gemini.wire.js';
import { generateDialect } from './generate.dialect.js';

const model = 'gemini-3-pro-preview';
const options = { models: builtInModels, schemas: 'json' } as const;

describe('the contract of dialects: gemini', () => {
  it.each(
    dialectContract({
      dialect: generateDialect({ ...options, surface: 'ai-studio' }),
      language: geminiLanguage('studio'),
      model,
    }),
  )('$name', ({ run }) => run());
});
describe('the contract of dialects: vertex', () => {
  it.each(
    dialectContract({
      dialect: generateDialect({ ...options, surface: 'vertex' }),
      language: geminiLanguage('vertex'),
      model,
    }),
  )('$name', ({ run }) => run());
});

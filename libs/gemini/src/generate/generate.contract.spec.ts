import { builtInModels } from '../../../../test/kit/built-in-models.js';
import { dialectContract } from '../../../../test/kit/contract/dialect-contract.js';
import { geminiLanguage } from '../../../../test/kit/upstreams/gemini/gemini.wire.js';
import { generateDialect } from './generate.dialect.js';

const model = 'gemini-3-pro-preview';
const options = { models: builtInModels, schemas: 'json' } as const;

dialectContract('gemini', {
  dialect: generateDialect({ ...options, surface: 'ai-studio' }),
  language: geminiLanguage('studio'),
  model,
});
dialectContract('vertex', {
  dialect: generateDialect({ ...options, surface: 'vertex' }),
  language: geminiLanguage('vertex'),
  model,
});

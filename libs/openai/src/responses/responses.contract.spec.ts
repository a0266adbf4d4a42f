import { describe, it } from '@jest/globals';
import { builtInModels, dialectContract } from '@gateway/testing';
import { responsesLanguage } from '../../../../test/kit/upstreams/openai/responses.wire.js';
import { responsesDialect } from './responses.dialect.js';

const service = {
  name: 'openai',
  official: true,
  obfuscation: true,
  models: builtInModels,
  apiVariable: 'OPENAI_API',
  identifies: 'session',
  modelOf: (name: string) => name,
} as const;

describe('the contract of dialects: openai-responses', () => {
  it.each(
    dialectContract({
      dialect: responsesDialect(service),
      language: responsesLanguage,
      model: 'gpt-5.4',
    }),
  )('$name', ({ run }) => run());
});

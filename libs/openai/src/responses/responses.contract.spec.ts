import { builtInModels } from '../../../../test/kit/built-in-models.js';
import { dialectContract } from '../../../../test/kit/contract/dialect-contract.js';
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

dialectContract('openai-responses', {
  dialect: responsesDialect(service),
  language: responsesLanguage,
  model: 'gpt-5.4',
});

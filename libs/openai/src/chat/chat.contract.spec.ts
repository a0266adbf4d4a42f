import { builtInModels } from '../../../../test/kit/built-in-models.js';
import { dialectContract } from '../../../../test/kit/contract/dialect-contract.js';
import { chatLanguage } from '../../../../test/kit/upstreams/openai/chat.wire.js';
import { chatDialect } from './chat.dialect.js';

const service = {
  name: 'openai',
  official: true,
  obfuscation: true,
  models: builtInModels,
  apiVariable: 'OPENAI_API',
  identifies: 'session',
  modelOf: (name: string) => name,
} as const;

dialectContract('openai-chat', { dialect: chatDialect(service), language: chatLanguage, model: 'gpt-4.1' });

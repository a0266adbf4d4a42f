import { describe, it } from '@jest/globals';
import { builtInModels, dialectContract } from '@gateway/testing';
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

describe('the contract of dialects: openai-chat', () => {
  it.each(dialectContract({ dialect: chatDialect(service), language: chatLanguage, model: 'gpt-4.1' }))(
    '$name',
    ({ run }) => run(),
  );
});

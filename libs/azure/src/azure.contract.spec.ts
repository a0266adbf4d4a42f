import { describe, it } from '@jest/globals';
import { chatDialect, type OpenAiService, responsesDialect } from '@gateway/openai';
import { builtInModels, dialectContract } from '@gateway/testing';
import { azure } from '../../../test/kit/upstreams/azure/azure.wire.js';

const DEPLOYMENTS = { chatter: 'gpt-4.1', thinker: 'gpt-5.4' };

const service: OpenAiService = {
  name: 'azure',
  official: true,
  obfuscation: false,
  models: builtInModels,
  apiVariable: 'AZURE_OPENAI_API',
  identifies: 'session',
  modelOf: (deployment) => DEPLOYMENTS[deployment as keyof typeof DEPLOYMENTS],
};

describe('the contract of dialects: azure-chat', () => {
  it.each(
    dialectContract({
      dialect: chatDialect(service),
      language: azure('chat', DEPLOYMENTS),
      model: 'chatter',
    }),
  )('$name', ({ run }) => run());
});
describe('the contract of dialects: azure-responses', () => {
  it.each(
    dialectContract({
      dialect: responsesDialect(service),
      language: azure('responses', DEPLOYMENTS),
      model: 'thinker',
    }),
  )('$name', ({ run }) => run());
});

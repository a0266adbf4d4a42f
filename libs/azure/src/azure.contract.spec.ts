import { chatDialect, responsesDialect, type OpenAiService } from '@gateway/openai';
import { builtInModels } from '../../../test/kit/built-in-models.js';
import { dialectContract } from '../../../test/kit/contract/dialect-contract.js';
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

dialectContract('azure-chat', {
  dialect: chatDialect(service),
  language: azure('chat', DEPLOYMENTS),
  model: 'chatter',
});
dialectContract('azure-responses', {
  dialect: responsesDialect(service),
  language: azure('responses', DEPLOYMENTS),
  model: 'thinker',
});

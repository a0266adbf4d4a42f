import { chatDialect, openAiTraits, responsesDialect, type OpenAiService } from '@gateway/openai';
import { translatedProvider, type Provider, type ProviderContext } from '@gateway/provider-kit';
import { azureEndpoint } from './azure.endpoint.js';
import type { AzureSettings } from './azure.settings.js';
import { readAzureUrl } from './read-azure-url.js';

/** OpenAI's two dialects at an Azure resource; models go by the names of their deployments. */
export function azureProvider(settings: AzureSettings, context: ProviderContext): Provider {
  const { AZURE_OPENAI_ENDPOINT: url = '', AZURE_API_VERSION: version, AZURE_OPENAI_API: api } = settings;
  const address = readAzureUrl(url, version);
  const families = new Map((settings.AZURE_MODEL_FAMILIES ?? '').split(',').map(readPair));
  const service: OpenAiService = {
    name: 'azure',
    official: true,
    obfuscation: false,
    identifies: address.apiVersion === undefined ? 'session' : 'user',
    modelOf: (deployment) => families.get(deployment) ?? deployment,
  };
  const dialects = { chat: chatDialect(service), responses: responsesDialect(service) };
  const suited = (deployment: string): 'chat' | 'responses' =>
    openAiTraits(service.modelOf(deployment), true).prefersResponses ? 'responses' : 'chat';
  const dialect = (deployment: string): (typeof dialects)['chat'] | (typeof dialects)['responses'] =>
    dialects[api === 'auto' ? suited(deployment) : api];
  return translatedProvider({ context, endpoint: azureEndpoint(address, settings), dialect });
}

function readPair(pair: string): [deployment: string, model: string] {
  const [deployment = '', model = ''] = pair.split('=');
  return [deployment.trim(), model.trim()];
}

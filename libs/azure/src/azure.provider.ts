import { chatDialect, openAiTraits, responsesDialect, type OpenAiService } from '@gateway/openai';
import { translatedProvider, type Provider, type ProviderContext } from '@gateway/provider-kit';
import { azureEndpoint } from './azure.endpoint.js';
import type { AzureSettings } from './azure.settings.js';
import { readAzureUrl } from './read-azure-url.js';

/** Hints for the failures that a wrong setting causes. */
const HINTS = {
  authentication_error: 'check AZURE_OPENAI_API_KEY, and that it belongs to AZURE_OPENAI_ENDPOINT',
  permission_error: 'check the role of the identity at AZURE_OPENAI_ENDPOINT',
  not_found_error: 'check AZURE_OPENAI_ENDPOINT and the deployment: BIG_MODEL, SMALL_MODEL and MODEL_MAP name them',
  unreachable: 'check AZURE_OPENAI_ENDPOINT',
};

/** OpenAI's two dialects at an Azure resource; models are named by their deployments. */
export function azureProvider(settings: AzureSettings, context: ProviderContext): Provider {
  const { AZURE_OPENAI_ENDPOINT: url = '', AZURE_API_VERSION: version, AZURE_OPENAI_API: api } = settings;
  const address = readAzureUrl(url, version);
  const models = new Map((settings.AZURE_MODEL_FAMILIES ?? '').split(',').map(readPair));
  const service: OpenAiService = {
    name: context.naming?.name ?? 'azure',
    official: true,
    obfuscation: false,
    models: context.models,
    apiVariable: context.naming?.variableOf('AZURE_OPENAI_API') ?? 'AZURE_OPENAI_API',
    identifies: address.apiVersion === undefined ? 'session' : 'user',
    modelOf: (deployment) => models.get(deployment) ?? deployment,
  };
  const chat = chatDialect(service);
  const responses = responsesDialect(service);
  const dialect = (deployment: string): typeof chat | typeof responses => {
    const suited = openAiTraits(service, deployment, 'responses').prefersResponses ? responses : chat;
    return { auto: suited, chat, responses }[api];
  };
  return translatedProvider({
    context,
    endpoint: azureEndpoint(address, settings, context.naming),
    dialect,
    hints: HINTS,
  });
}

function readPair(pair: string): [deployment: string, model: string] {
  const [deployment = '', model = ''] = pair.split('=');
  return [deployment.trim(), model.trim()];
}

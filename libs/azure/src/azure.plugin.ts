import { Plugin, type Provider, type ProviderContext, type ProviderPlugin } from '@gateway/provider-kit';
import { AzureSettings, hasEntraId } from './azure.settings.js';

/** Azure OpenAI: OpenAI's dialects, with the operator's own deployments. */
@Plugin<AzureSettings>({
  name: 'azure',
  settings: AzureSettings,
  missing: (settings) => [
    ...(settings.AZURE_OPENAI_ENDPOINT ? [] : ['AZURE_OPENAI_ENDPOINT']),
    ...(settings.AZURE_OPENAI_API_KEY || hasEntraId(settings) ? [] : ['AZURE_OPENAI_API_KEY']),
  ],
  maker: 'openai',
  ownsModel: (model) => /^(gpt-|chatgpt-|o\d)/.test(model),
})
export class AzurePlugin implements ProviderPlugin<AzureSettings> {
  async load(settings: AzureSettings, context: ProviderContext): Promise<Provider> {
    const { azureProvider } = await import('./azure.provider.js');
    return azureProvider(settings, context);
  }
}

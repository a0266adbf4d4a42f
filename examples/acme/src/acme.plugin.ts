import { Plugin, type Provider, type ProviderContext, type ProviderPlugin } from '@gateway/provider-kit';
import { AcmeSettings } from './acme.settings.js';

/** Acme's models. */
@Plugin<AcmeSettings>({
  name: 'acme',
  settings: AcmeSettings,
  missing: ({ ACME_API_KEY: key }) => (key === undefined ? ['ACME_API_KEY'] : []),
  ownsModel: (model) => model.startsWith('acme-'),
  defaultModels: { big: 'acme-large', small: 'acme-small' },
})
export class AcmePlugin implements ProviderPlugin<AcmeSettings> {
  async load(settings: AcmeSettings, context: ProviderContext): Promise<Provider> {
    const { acmeProvider } = await import('./acme.provider.js');
    return acmeProvider(settings, context);
  }
}

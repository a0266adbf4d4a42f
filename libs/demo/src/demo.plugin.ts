import { Plugin, type Provider, type ProviderContext, type ProviderPlugin } from '@gateway/provider-kit';

/** The demo has nothing to set. */
// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- every card names a settings class
export class DemoSettings {}

/** Responds without any upstream, so that a gateway without credentials can be tried. */
@Plugin<DemoSettings>({
  name: 'demo',
  settings: DemoSettings,
  missing: () => [],
  ownsModel: () => false,
  defaultModels: { big: 'demo', small: 'demo' },
  isLastResort: true,
})
export class DemoPlugin implements ProviderPlugin<DemoSettings> {
  async load(_settings: DemoSettings, context: ProviderContext): Promise<Provider> {
    const { DemoProvider } = await import('./demo.provider.js');
    return new DemoProvider(context.tokenizer);
  }
}

import { Plugin, type Provider, type ProviderContext, type ProviderPlugin } from '@gateway/provider-kit';
import { ANTHROPIC_KINDS } from './anthropic-kinds.js';
import { AnthropicEndpoint } from './anthropic.endpoint.js';
import { AnthropicSettings } from './anthropic.settings.js';
import { PassthroughProvider } from './passthrough.provider.js';

/** Claude at Anthropic: the client's bytes are forwarded. There is no SDK that could be loaded later. */
@Plugin<AnthropicSettings>({
  name: 'anthropic',
  settings: AnthropicSettings,
  missing: ({ ANTHROPIC_API_KEY }) => (ANTHROPIC_API_KEY === undefined ? ['ANTHROPIC_API_KEY'] : []),
  maker: 'anthropic',
  ownsModel: (model) => model.startsWith('claude-'),
  passModelNames: true,
  presets: ANTHROPIC_KINDS,
})
export class AnthropicPlugin implements ProviderPlugin<AnthropicSettings> {
  load(settings: AnthropicSettings, context: ProviderContext): Promise<Provider> {
    const { ANTHROPIC_API_KEY: key = '', ANTHROPIC_UPSTREAM_BASE_URL: baseUrl } = settings;
    const endpoint = new AnthropicEndpoint(baseUrl, key);
    return Promise.resolve(new PassthroughProvider({ name: context.naming?.name ?? 'anthropic', context, endpoint }));
  }
}

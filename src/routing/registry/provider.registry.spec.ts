import { describe, expect, it, jest } from '@jest/globals';
import { Describe, IsText, Plugin, type Provider, type ProviderPlugin } from '@gateway/provider-kit';
import { EMPTY } from 'rxjs';
import { createApp } from '../../app/create-app.js';
import { scriptedPlugin } from '../../../test/kit/app/start-app.js';
import { ProviderRegistry } from './provider.registry.js';

class LazySettings {
  @Describe('key')
  @IsText()
  LAZY_KEY?: string;
}

const provider: Provider = {
  open: () => EMPTY,
  countTokens: () => EMPTY,
  explain: () => Promise.reject(new Error('not in this test')),
};
const load = jest.fn<ProviderPlugin<LazySettings>['load']>();

@Plugin<LazySettings>({
  name: 'lazy',
  settings: LazySettings,
  missing: ({ LAZY_KEY: key }) => (key === undefined ? ['LAZY_KEY'] : []),
  ownsModel: () => false,
  defaultModels: { big: 'b', small: 's' },
})
class LazyPlugin implements ProviderPlugin<LazySettings> {
  readonly load = load;
}

async function registryWith(environment: Record<string, string>): Promise<ProviderRegistry> {
  const app = await createApp({
    plugins: [scriptedPlugin({}), LazyPlugin],
    environment: { LOG_LEVEL: 'silent', ...environment },
  });
  return app.get(ProviderRegistry);
}

describe('ProviderRegistry', () => {
  it('loads a plugin when it is first asked, once, with its settings and the context', async () => {
    load.mockReset().mockResolvedValue(provider);
    const registry = await registryWith({ LAZY_KEY: 'k', UPSTREAM_RETRIES: '4', IDLE_TIMEOUT_SECONDS: '1.5' });
    expect(load).not.toHaveBeenCalled();
    const both = await Promise.all([registry.provider('lazy'), registry.provider('lazy')]);
    expect(both).toEqual([provider, provider]);
    expect(load).toHaveBeenCalledTimes(1);
    const [settings, context] = load.mock.calls[0] ?? [];
    expect(settings).toEqual(Object.assign(new LazySettings(), { LAZY_KEY: 'k' }));
    expect(context?.limits).toEqual({ retries: 4, commitAfter: 10_000, firstByte: 300_000, idle: 1500, total: 0 });
    expect(context?.unsupportedServerTools).toBe('error');
  });

  it('tries again to load what failed to', async () => {
    load.mockReset().mockRejectedValueOnce(new Error('no such package')).mockResolvedValue(provider);
    const registry = await registryWith({ LAZY_KEY: 'k' });
    await expect(registry.provider('lazy')).rejects.toThrow('no such package');
    await expect(registry.provider('lazy')).resolves.toBe(provider);
  });

  it('names the variables that a provider lacks', async () => {
    const registry = await registryWith({});
    await expect(registry.provider('lazy')).rejects.toMatchObject({
      status: 404,
      type: 'not_found_error',
      message: 'the provider lazy needs LAZY_KEY',
    });
    await expect(registry.provider('absent')).rejects.toMatchObject({ status: 404 });
  });

  it('refuses two plugins of one name', async () => {
    const twice = createApp({ plugins: [scriptedPlugin({}), scriptedPlugin({})], environment: {} });
    await expect(twice).rejects.toThrow('two plugins use the prefix scripted/: scripted and scripted');
  });

  it('refuses two plugins of one prefix', async () => {
    @Plugin<LazySettings>({
      name: 'other',
      settings: LazySettings,
      missing: () => [],
      ownsModel: () => false,
      prefixes: () => ['other', 'scripted'],
    })
    class OtherPlugin extends LazyPlugin {}
    const twice = createApp({ plugins: [scriptedPlugin({}), OtherPlugin], environment: {} });
    await expect(twice).rejects.toThrow('two plugins use the prefix scripted/: scripted and other');
  });
});

import { builtInModels } from './built-in-models.js';
import { CorrectionCache, type ProviderContext, sendOver } from '@gateway/provider-kit';

/** The context that the gateway passes to a provider, with a function as the upstream. */
export function providerContext(fetch: ProviderContext['fetch']): ProviderContext {
  return {
    send: sendOver(fetch),
    fetch,
    limits: { retries: 0, commitAfter: 10_000, firstByte: 10_000, idle: 10_000, total: 0 },
    tokenizer: { count: () => Promise.resolve(1) },
    unsupportedServerTools: 'error',
    strict: false,
    models: builtInModels,
    corrections: new CorrectionCache(),
    log: { info: () => undefined, warn: () => undefined },
  };
}

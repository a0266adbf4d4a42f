import type { Dialect } from './dialect.types.js';
import type { Endpoint } from './endpoint.types.js';
import type { ProviderContext } from './provider-context.types.js';
import type { Provider } from './provider.types.js';

export interface TranslatedParts {
  readonly context: ProviderContext;
  readonly endpoint: Endpoint;
  /** The dialect in which this model is spoken to. */
  dialect(model: string): Dialect<unknown, unknown>;
}

/** A provider whose upstream does not speak the Messages API: a dialect, spoken at an endpoint. */
export function translatedProvider(parts: TranslatedParts): Provider {
  throw new Error(`under construction: ${Object.keys(parts).join()}`);
}

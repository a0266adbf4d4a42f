import { translatedProvider, type Provider, type ProviderContext } from '@gateway/provider-kit';
import { ACME_DIALECT } from './acme.dialect.js';
import { acmeEndpoint } from './acme.endpoint.js';
import type { AcmeSettings } from './acme.settings.js';

/** A wrong setting shows in these. */
const HINTS = { authentication_error: 'check ACME_API_KEY', unreachable: 'check ACME_BASE_URL' };

/** Acme's dialect, spoken at Acme. */
export function acmeProvider(settings: AcmeSettings, context: ProviderContext): Provider {
  return translatedProvider({
    context,
    endpoint: acmeEndpoint(settings),
    dialect: () => ACME_DIALECT,
    hints: HINTS,
  });
}

import type { Provider, ProviderManifest } from '@gateway/provider-kit';
import { type HttpProbe, checkConnection } from './check-connection.js';
import type { Proxies } from './find-proxy.js';
import { findUrlSetting } from './find-url-setting.js';
import type { Finding } from './finding.types.js';
import { toFailure } from './to-failure.js';
import { MAX_OUTPUT, toProbe } from './to-probe.js';

export interface ProbeTarget {
  readonly manifest: ProviderManifest;
  readonly provider: Provider;
  /** The instance of the manifest's settings class. */
  readonly settings: object;
  /** The models that are routed to it. */
  readonly models: readonly string[];
}

/** Checks that cost nothing: whether there are credentials, and whether the server is reachable. */
export async function checkProvider(
  { manifest, provider, settings, models }: ProbeTarget,
  probe: HttpProbe,
  proxies: Proxies,
): Promise<readonly Finding[]> {
  const subject = manifest.name;
  const [model = 'any'] = models;
  try {
    const { url } = await provider.explain(toProbe({ provider: subject, model }, { max_tokens: MAX_OUTPUT }));
    // A provider without a server responds itself.
    if (!/^https?:/.test(url)) return [];
    // Signing finds the credentials, and fetches a token where one is needed; whether they are valid shows in a
    // response.
    const signed: Finding = { subject, check: 'identity', state: 'ok', detail: 'credentials are available' };
    const endpoint = { url, setting: findUrlSetting(settings, url), proxies };
    return [signed, ...(await checkConnection(subject, endpoint, probe))];
  } catch (error) {
    return [{ subject, check: 'identity', ...toFailure(error, manifest) }];
  }
}

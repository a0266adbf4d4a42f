import { type Dispatcher, EnvHttpProxyAgent } from 'undici';
import type { TransportSettings } from './transport.settings.js';

type ConnectionSettings = Pick<
  TransportSettings,
  'CONNECT_TIMEOUT_SECONDS' | 'HTTPS_PROXY' | 'HTTP_PROXY' | 'NO_PROXY'
>;

/** Milliseconds that an idle connection is kept, unless the server names less. */
const KEEP_ALIVE = 30_000;

/** The connections to all upstreams: kept alive, through a proxy where one is set. */
export function toDispatcher(settings: ConnectionSettings): Dispatcher {
  return new EnvHttpProxyAgent({
    // Blank where there is none: undici would read the environment itself.
    httpProxy: settings.HTTP_PROXY ?? '',
    httpsProxy: settings.HTTPS_PROXY ?? '',
    noProxy: settings.NO_PROXY ?? '',
    connect: { timeout: settings.CONNECT_TIMEOUT_SECONDS * 1000 },
    keepAliveTimeout: KEEP_ALIVE,
    // A stream may be silent for minutes; the provider kit has its own timers, one for each phase.
    headersTimeout: 0,
    bodyTimeout: 0,
    // One broken HTTP/2 connection would end every stream that shares it.
    allowH2: false,
  });
}

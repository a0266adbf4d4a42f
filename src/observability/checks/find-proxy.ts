import type { TransportSettings } from '../../transport/transport.settings.js';
import type { ConnectionError } from './root-of.js';

export type Proxies = Pick<TransportSettings, 'HTTPS_PROXY' | 'HTTP_PROXY'>;

/** The variable of the proxy that could not be reached; undefined where no proxy was used, or another host failed. */
export function findProxy(error: ConnectionError, url: string, proxies: Proxies): keyof Proxies | undefined {
  const target = new URL(url);
  const onTheWay = target.protocol === 'https:' ? (['HTTPS_PROXY', 'HTTP_PROXY'] as const) : (['HTTP_PROXY'] as const);
  return onTheWay.find((name) => {
    const proxy = URL.parse(proxies[name] ?? '');
    return proxy !== null && isAbout(error, proxy, target);
  });
}

/** By the host name of the lookup, else by the address of the attempt: a port, or both in undici's wording. */
function isAbout({ hostname, port, message }: ConnectionError, proxy: URL, target: URL): boolean {
  if (hostname !== undefined) return hostname === proxy.hostname && hostname !== target.hostname;
  const place = `${proxy.hostname}:${portOf(proxy)}`;
  if (port !== undefined) return port === portOf(proxy) && port !== portOf(target);
  return message.includes(`attempted address: ${place},`) && place !== `${target.hostname}:${portOf(target)}`;
}

function portOf({ port, protocol }: URL): number {
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}

import type { IncomingHttpHeaders } from 'node:http';
import { isLoopbackHost } from './is-loopback-host.js';

/**
 * Finds the header that shows a request of a web page of another origin. Browsers set `Origin` and `Sec-Fetch-Site`
 * (Fetch Metadata), a page cannot change them, and clients that are no browsers send neither.
 * A page whose own name was made to resolve to the loopback address (DNS rebinding) is of the same origin for the
 * browser: only its `Host` shows it.
 *
 * @param address where the server listens: on the loopback interface alone it has no other names
 * @returns the header and its problem, for the client; undefined where no header is foreign
 */
export function findForeignPage(headers: IncomingHttpHeaders, address: string): string | undefined {
  const { host, origin, 'sec-fetch-site': site } = headers;
  if (site === 'cross-site') return 'sec-fetch-site: other web sites may not send requests';
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`)
    return 'origin: web pages of other origins may not send requests';
  if (host !== undefined && !isLoopbackHost(host) && isLoopbackHost(address))
    return 'host: must be a loopback name such as localhost, for';
  return undefined;
}

import { BlockList, isIPv6 } from 'node:net';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/**
 * Whether a host (a `Host` header, or the address that a server listens on) is a name of the loopback interface:
 * `localhost` and names below it (RFC 6761), 127.0.0.0/8, `::1`; with any port.
 */
export function isLoopbackHost(host: string): boolean {
  const name = URL.parse(`http://${isIPv6(host) ? `[${host}]` : host}`)?.hostname ?? '';
  if (/(?:^|\.)localhost\.?$/.test(name)) return true;
  const address = name.replace(/^\[(.*)\]$/, '$1');
  return LOOPBACK.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

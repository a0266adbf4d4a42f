import { compile } from 'proxy-addr';
import type { GatewaySettings } from './gateway.settings.js';

/** What is wrong with `TRUST_PROXY`, if anything. */
export function findProxyMistake({ TRUST_PROXY }: Pick<GatewaySettings, 'TRUST_PROXY'>): string | undefined {
  if (TRUST_PROXY === undefined) return undefined;
  const trusted = toTrustedProxies(TRUST_PROXY);
  if (typeof trusted === 'number') return undefined;
  try {
    compile([...trusted]);
    return undefined;
  } catch {
    const expected = 'addresses, networks or loopback, linklocal, uniquelocal, separated by commas, or a number';
    return `TRUST_PROXY: must be ${expected}, not ${JSON.stringify(TRUST_PROXY)}`;
  }
}

/** The value of `TRUST_PROXY` for Express: the addresses of proxies, or how many there are. */
export function toTrustedProxies(text: string): string[] | number {
  if (/^\d+$/.test(text)) return Number(text);
  return text
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '');
}

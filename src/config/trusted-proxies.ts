import { ValidateBy } from 'class-validator';
import { compile } from 'proxy-addr';

/** Addresses, networks and the names of networks that `proxy-addr` knows, or a number of proxies. */
export function IsTrustedProxies(): PropertyDecorator {
  return ValidateBy({
    name: 'isTrustedProxies',
    validator: {
      validate: isTrustedProxies,
      defaultMessage: () =>
        'must be addresses, networks or loopback, linklocal, uniquelocal, separated by commas, or a number',
    },
  });
}

/** The proxies that `TRUST_PROXY` names, as Express's setting `trust proxy` takes them: a list, or a number of them. */
export function toTrustedProxies(text: string): string[] | number {
  if (/^\d+$/.test(text)) return Number(text);
  return text
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '');
}

function isTrustedProxies(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const trusted = toTrustedProxies(value);
  if (typeof trusted === 'number') return true;
  try {
    compile([...trusted]);
    return true;
  } catch {
    return false;
  }
}

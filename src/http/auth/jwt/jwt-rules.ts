import { SettingsError } from '../../../config/settings.error.js';
import { isLoopbackHost } from '../is-loopback-host.js';
import type { JwtSettings } from './jwt.settings.js';

/** The checks of a token, as the settings fix them: no header of a token changes one. */
export interface JwtRules {
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly algorithms: readonly string[];
  /** In lower case, without `application/`. */
  readonly types: ReadonlySet<string>;
  /** In seconds. */
  readonly clockTolerance: number;
}

/** Signatures that a public key verifies. With a shared secret (HS256) each holder of the secret could issue tokens. */
const ALGORITHMS = 'RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519'.split(' ');

/**
 * The rules of these settings; undefined without an issuer.
 *
 * @throws SettingsError that lists what is missing or not allowed
 */
export function readJwtRules(settings: JwtSettings): JwtRules | undefined {
  const { AUTH_JWT_ISSUER: issuer, AUTH_JWT_AUDIENCE, AUTH_JWT_ALGORITHMS, AUTH_JWT_TYPES } = settings;
  const audience = toList(AUTH_JWT_AUDIENCE);
  const algorithms = toList(AUTH_JWT_ALGORITHMS);
  const mistakes = issuer === undefined ? findOrphans(settings) : [...findUnsafeUrls(settings)];
  if (issuer !== undefined && audience.length === 0)
    mistakes.push('AUTH_JWT_AUDIENCE: is needed with AUTH_JWT_ISSUER: a token for another service must be refused');
  for (const name of algorithms)
    if (!ALGORITHMS.includes(name))
      mistakes.push(`AUTH_JWT_ALGORITHMS: must be some of ${ALGORITHMS.join(', ')}, not ${JSON.stringify(name)}`);
  if (algorithms.length === 0) mistakes.push('AUTH_JWT_ALGORITHMS: must name an algorithm');
  if (mistakes.length > 0) throw new SettingsError(mistakes);
  if (issuer === undefined) return undefined;
  const types = new Set(toList(AUTH_JWT_TYPES).map(toType));
  return { issuer, audience, algorithms, types, clockTolerance: settings.AUTH_JWT_CLOCK_SKEW_SECONDS };
}

/** A media type of a token's `typ`, as RFC 7515 §4.1.9 compares it. */
export function toType(typ: string): string {
  return typ.toLowerCase().replace(/^application\//, '');
}

/** Whether keys may be fetched from here: by TLS, or from this machine. A key that is replaced on its way forges all tokens. */
export function isSafeUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && isLoopbackHost(parsed.hostname));
}

function findUnsafeUrls({ AUTH_JWT_ISSUER, AUTH_JWT_JWKS_URL }: JwtSettings): string[] {
  const urls = AUTH_JWT_JWKS_URL === undefined ? { AUTH_JWT_ISSUER } : { AUTH_JWT_JWKS_URL };
  return Object.entries(urls).flatMap(([name, url]) =>
    url === undefined || isSafeUrl(url) ? [] : [`${name}: must start with https://, except on a loopback address`],
  );
}

function findOrphans({ AUTH_JWT_AUDIENCE, AUTH_JWT_JWKS_URL }: JwtSettings): string[] {
  const orphans = Object.entries({ AUTH_JWT_AUDIENCE, AUTH_JWT_JWKS_URL }).filter(([, value]) => value !== undefined);
  return orphans.map(([name]) => `${name}: has no effect without AUTH_JWT_ISSUER`);
}

function toList(text = ''): readonly string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

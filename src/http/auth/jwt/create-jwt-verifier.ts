import type { PinoLogger } from 'nestjs-pino';
import { IssuerKeys } from './issuer-keys.js';
import { readJwtRules } from './jwt-rules.js';
import { JwtVerifier } from './jwt-verifier.js';
import type { JwtSettings } from './jwt.settings.js';
import { loadKeySet } from './load-key-set.js';

/**
 * The verifier of these settings; undefined without an issuer. `jose` is loaded only with one.
 *
 * @param fetch the gateway's own, which uses its proxy and follows no redirect
 * @throws SettingsError
 */
export async function createJwtVerifier(
  settings: JwtSettings,
  fetch: typeof globalThis.fetch,
  log: PinoLogger,
): Promise<JwtVerifier | undefined> {
  const rules = readJwtRules(settings);
  if (rules === undefined) return undefined;
  const { createLocalJWKSet, jwtVerify } = await import('jose');
  const source = { issuer: rules.issuer, url: settings.AUTH_JWT_JWKS_URL };
  const keys = new IssuerKeys({ load: () => loadKeySet(source, fetch), toKeySet: createLocalJWKSet });
  const { issuer, clockTolerance } = rules;
  const checks = {
    issuer,
    clockTolerance,
    audience: [...rules.audience],
    algorithms: [...rules.algorithms],
    requiredClaims: ['exp'],
  };
  return new JwtVerifier({
    rules,
    settings,
    verify: (token) => jwtVerify(token, keys.find, checks),
    onUnavailable: (err) => log.error({ err }, 'the keys of AUTH_JWT_ISSUER cannot be fetched: tokens get a 503'),
  });
}

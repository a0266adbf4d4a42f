import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';

type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

/** An issuer of JSON Web Tokens whose every answer a test may replace. */
export interface JwtIssuer {
  readonly url: string;
  /** The paths of the requests so far. */
  readonly requests: readonly string[];
  /** The keys that it publishes. */
  keys: JWK[];
  /** Replaces the answers; undefined: documents as they should be. */
  respond: ((response: ServerResponse) => void) | undefined;
  /** A key pair whose public key it publishes from now on. */
  addKey(kid: string, algorithm?: string): Promise<KeyPair>;
  close(): Promise<void>;
}

export async function startIssuer(): Promise<JwtIssuer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    if (issuer.respond !== undefined) issuer.respond(response);
    else if (request.url === '/keys') response.end(JSON.stringify({ keys: issuer.keys }));
    else response.end(JSON.stringify({ issuer: issuer.url, jwks_uri: `${issuer.url}/keys` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer: JwtIssuer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    keys: [],
    respond: undefined,
    addKey: async (kid, algorithm = 'RS256') => {
      const pair = await generateKeyPair(algorithm, { extractable: true });
      issuer.keys.push({ ...(await exportJWK(pair.publicKey)), kid, alg: algorithm, use: 'sig' });
      return pair;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return issuer;
}

/** The parts of a token that a test changes. */
export interface TokenParts {
  readonly payload?: JWTPayload;
  readonly header?: Readonly<Record<string, unknown>>;
}

/** A token of this issuer for `ada` and the audience `gateway`, valid for five minutes. */
export function signToken(
  issuer: JwtIssuer,
  key: KeyPair['privateKey'] | Uint8Array,
  { payload, header }: TokenParts = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ iss: issuer.url, aud: 'gateway', sub: 'ada', iat: now, exp: now + 300, ...payload })
    .setProtectedHeader({ alg: 'RS256', kid: 'one', typ: 'at+jwt', ...header })
    .sign(key);
}

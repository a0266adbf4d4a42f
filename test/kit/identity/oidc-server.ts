import { createServer } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';
import { freePort } from '../process/free-port.js';

/** The audience of the tokens. */
export const AUDIENCE = 'urn:messages-gateway';

/** A real OpenID Connect server. */
export interface OidcServer {
  readonly issuer: string;
  /** An access token for a client of this group. */
  fetchToken(): Promise<string>;
  close(): Promise<void>;
}

/** @param lifetime of its access tokens, in seconds */
export async function startOidcServer(lifetime = 300): Promise<OidcServer> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const resource = {
    scope: 'messages',
    audience: AUDIENCE,
    accessTokenFormat: 'jwt',
    accessTokenTTL: lifetime,
    jwt: { sign: { alg: 'RS256' } },
  };
  const provider = new Provider(issuer, {
    jwks: { keys: [{ ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256', kid: 'first' }] },
    clients: [
      {
        client_id: 'ada@acme.example',
        client_secret: 'a secret of the test',
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: { enabled: true, defaultResource: () => AUDIENCE, getResourceServerInfo: () => resource },
    },
    extraTokenClaims: () => ({ groups: ['platform', 'all'] }),
  });
  const handle = provider.callback();
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    issuer,
    fetchToken: async () => {
      const body = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: 'ada@acme.example',
        client_secret: 'a secret of the test',
        scope: 'messages',
      });
      const response = await fetch(`${issuer}/token`, { method: 'POST', body });
      const { access_token: token } = (await response.json()) as { access_token?: string };
      if (token === undefined) throw new Error(`no token: HTTP ${response.status}`);
      return token;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { gcpMetadata } from 'google-auth-library';
import { createVerify, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VertexTokenSource } from './vertex-token.source.js';

type Handler = (request: IncomingMessage, body: string, response: ServerResponse) => void;

const folder = mkdtempSync(join(tmpdir(), 'vertex-'));
const environment = { ...process.env };
const servers: Server[] = [];

/** A server on this machine alone; answers with its address, `127.0.0.1:port`. */
async function serve(handle: Handler): Promise<string> {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (piece: string) => (body += piece));
    request.on('end', () => handle(request, body, response));
  });
  servers.push(server);
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function credentials(content: object): void {
  const file = join(folder, 'credentials.json');
  writeFileSync(file, JSON.stringify(content));
  process.env.GOOGLE_APPLICATION_CREDENTIALS = file;
}

/** Google's metadata server; counts the tokens it gave. */
async function metadata(
  expiresIn = 3600,
  project: string | null = 'p-meta',
): Promise<{ address: string; given: number }> {
  const state = { address: '', given: 0 };
  state.address = await serve((request, _, response) => {
    response.setHeader('metadata-flavor', 'Google');
    const path = request.url?.split('?')[0] ?? '';
    if (path.endsWith('/token')) {
      state.given++;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ access_token: `t${state.given}`, expires_in: expiresIn, token_type: 'Bearer' }));
    } else if (path.endsWith('/project-id') && project === null) response.writeHead(404).end();
    else response.end(path.endsWith('/project-id') ? project : 'ok');
  });
  process.env.GCE_METADATA_HOST = state.address;
  return state;
}

const source = (project?: string, fetch: typeof globalThis.fetch = globalThis.fetch): VertexTokenSource =>
  new VertexTokenSource({ project, fetch });
const bearer = async (tokens: VertexTokenSource): Promise<string | null> =>
  (await tokens.headers()).get('authorization');

beforeEach(() => {
  gcpMetadata.resetIsAvailableCache();
  // Where the library looks: nothing of this machine may be found.
  for (const name of Object.keys(process.env))
    if (/GOOGLE|GCLOUD|GCE|PROXY/i.test(name)) Reflect.deleteProperty(process.env, name);
  process.env.CLOUDSDK_CONFIG = folder;
  process.env.METADATA_SERVER_DETECTION = 'ping-only';
  process.env.PATH = folder;
});

afterEach(() => {
  servers.splice(0).forEach((server) => {
    server.closeAllConnections();
    server.close();
  });
  Object.assign(process.env, environment);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('the metadata server', () => {
  it('shares one token among concurrent callers, and keeps it', async () => {
    const state = await metadata();
    const tokens = source('p1');
    const given = await Promise.all(Array.from({ length: 20 }, () => bearer(tokens)));
    expect(new Set(given)).toEqual(new Set(['Bearer t1']));
    expect(await bearer(tokens)).toBe('Bearer t1');
    expect(state.given).toBe(1);
  });

  it('is asked again before a token expires', async () => {
    const state = await metadata(4 * 60);
    const tokens = source('p1');
    expect([await bearer(tokens), await bearer(tokens)]).toEqual(['Bearer t1', 'Bearer t2']);
    expect(state.given).toBe(2);
  });

  it('knows the project', async () => {
    await metadata();
    expect(await source().project()).toBe('p-meta');
    expect(await source('mine').project()).toBe('mine');
  });

  it('may be late', async () => {
    process.env.GCE_METADATA_HOST = '127.0.0.1:1';
    const tokens = source('p1');
    await expect(bearer(tokens)).rejects.toMatchObject({ type: 'authentication_error' });
    await metadata();
    expect(await bearer(tokens)).toBe('Bearer t1');
  });
});

describe('workload identity federation', () => {
  it('exchanges the identity of elsewhere for a token', async () => {
    let requested = new URLSearchParams();
    const address = await serve((_, body, response) => {
      requested = new URLSearchParams(body);
      const answer = { access_token: 'federated', expires_in: 3600, token_type: 'Bearer', issued_token_type: 'x' };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer));
    });
    writeFileSync(join(folder, 'subject'), 'who-i-am-elsewhere');
    credentials({
      type: 'external_account',
      audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/pool/providers/provider',
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      token_url: `http://${address}/v1/token`,
      credential_source: { file: join(folder, 'subject') },
    });
    expect(await bearer(source('p1'))).toBe('Bearer federated');
    expect(requested.get('subject_token')).toBe('who-i-am-elsewhere');
    expect(requested.get('scope')).toBe('https://www.googleapis.com/auth/cloud-platform');
  });
});

describe("a service account's file", () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const file = {
    type: 'service_account',
    project_id: 'p-file',
    client_email: 'robot@p-file.iam.gserviceaccount.com',
    private_key_id: 'key-1',
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
  };

  it('signs its request for a token', async () => {
    credentials(file);
    const requested: { url: string; body: URLSearchParams }[] = [];
    const fetch: typeof globalThis.fetch = (url, init) => {
      requested.push({ url: new Request(url).url, body: new URLSearchParams(String(init?.body as unknown)) });
      return Promise.resolve(Response.json({ access_token: 'signed', expires_in: 3600, token_type: 'Bearer' }));
    };
    const tokens = source(undefined, fetch);
    expect(await Promise.all([bearer(tokens), bearer(tokens), tokens.project()])).toEqual([
      'Bearer signed',
      'Bearer signed',
      'p-file',
    ]);
    expect(requested.map(({ url }) => url)).toEqual(['https://oauth2.googleapis.com/token']);

    const [head = '', ownsModel = '', signature = ''] = (requested[0]?.body.get('assertion') ?? '').split('.');
    const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
    expect(read(head)).toMatchObject({ alg: 'RS256' });
    expect(read(ownsModel)).toMatchObject({
      iss: file.client_email,
      aud: 'https://oauth2.googleapis.com/token',
      scope: 'https://www.googleapis.com/auth/cloud-platform',
    });
    expect(createVerify('RSA-SHA256').update(`${head}.${ownsModel}`).verify(publicKey, signature, 'base64url')).toBe(
      true,
    );
  });

  it('that is refused, or cannot be sent, is reported without the signed assertion', async () => {
    credentials(file);
    const refusing = (): Promise<Response> =>
      Promise.resolve(Response.json({ error: 'invalid_grant', error_description: 'Token expired.' }, { status: 400 }));
    const refused: unknown = await source('p1', refusing)
      .headers()
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({
      type: 'authentication_error',
      status: 401,
      message: expect.stringContaining('invalid_grant'),
    });
    expect(JSON.stringify(refused)).not.toContain('assertion');
    expect(refused).not.toHaveProperty('cause');

    for (const code of ['ECONNREFUSED', 'SELF_SIGNED_CERT_IN_CHAIN']) {
      const blocked = (): Promise<Response> => Promise.reject(Object.assign(new Error('no way'), { code }));
      await expect(source('p1', blocked).headers()).rejects.toMatchObject({
        type: 'api_error',
        status: 502,
        message: expect.stringContaining(': check HTTPS_PROXY'),
      });
    }
  });
});

describe('missing credentials', () => {
  it('name the variable to set', async () => {
    process.env.METADATA_SERVER_DETECTION = 'none';
    await expect(source('p1').headers()).rejects.toMatchObject({
      type: 'authentication_error',
      status: 401,
      message: expect.stringContaining('GOOGLE_APPLICATION_CREDENTIALS'),
    });
  });

  it('name the file that is not there', async () => {
    process.env.GOOGLE_APPLICATION_CREDENTIALS = join(folder, 'nothing.json');
    await expect(source('p1').headers()).rejects.toMatchObject({
      type: 'authentication_error',
      message: expect.stringMatching(/nothing\.json.*: check GOOGLE_APPLICATION_CREDENTIALS$/),
    });
  });

  it('name VERTEX_PROJECT where the project is unknown', async () => {
    await metadata(3600, null);
    await expect(source().project()).rejects.toMatchObject({
      type: 'not_found_error',
      message: expect.stringContaining('VERTEX_PROJECT'),
    });
  });

  it('name the variable of a named upstream', async () => {
    await metadata(3600, null);
    const naming = { name: 'eu', variableOf: (own: string) => own.replace('VERTEX_', 'UPSTREAM_EU_') };
    await expect(new VertexTokenSource({ fetch, naming }).project()).rejects.toMatchObject({
      message: '[eu] no project: set UPSTREAM_EU_PROJECT, the credentials name none',
    });
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { azureEndpoint } from './azure.endpoint.js';
import { AzureSettings } from './azure.settings.js';
import type { AzureAddress } from './read-azure-url.js';

const V1: AzureAddress = { resource: 'https://r.openai.azure.com' };
const CLASSIC: AzureAddress = { ...V1, apiVersion: '2024-10-21' };
const KEY = { AZURE_OPENAI_API_KEY: 'azure-key' };

/** What the SDKs look for by themselves, and must not find. */
const TRAPS = {
  OPENAI_API_KEY: 'trap',
  OPENAI_ADMIN_KEY: 'trap',
  OPENAI_BASE_URL: 'https://trap.test',
  OPENAI_ORG_ID: 'trap',
  OPENAI_PROJECT_ID: 'trap',
  OPENAI_API_VERSION: 'trap',
  AZURE_OPENAI_API_KEY: 'trap',
  AZURE_OPENAI_ENDPOINT: 'https://trap.test',
};

const before = { ...process.env };
beforeEach(() => {
  Object.assign(process.env, TRAPS);
});
afterEach(() => {
  process.env = { ...before };
});

interface Sent {
  url: string;
  headers: Record<string, string>;
  body: unknown;
}

async function sign(address: AzureAddress, settings: Partial<AzureSettings>, path = '/responses'): Promise<Sent> {
  const endpoint = azureEndpoint(address, Object.assign(new AzureSettings(), settings));
  const { url, init } = await endpoint.sign({ path, model: 'my model', body: { model: 'my model', input: 'ü' } });
  return { url, headers: Object.fromEntries(init.headers), body: JSON.parse(init.body as string) as unknown };
}

describe('with a key', () => {
  it.each<[AzureAddress, string, string]>([
    [V1, '/responses', '/openai/v1/responses'],
    [V1, '/responses/input_tokens', '/openai/v1/responses/input_tokens'],
    [V1, '/chat/completions', '/openai/v1/chat/completions'],
    [CLASSIC, '/responses', '/openai/responses?api-version=2024-10-21'],
    [CLASSIC, '/chat/completions', '/openai/deployments/my%20model/chat/completions?api-version=2024-10-21'],
  ])('%j sends %s to %s', async (address, path, expected) => {
    const { url, headers, body } = await sign(address, KEY, path);
    expect(url).toBe(`https://r.openai.azure.com${expected}`);
    expect(headers['api-key']).toBe('azure-key');
    expect(headers).not.toHaveProperty('authorization');
    expect(JSON.stringify(headers)).not.toContain('trap');
    expect(body).toEqual({ model: 'my model', input: 'ü' });
  });
});

describe('with Entra ID', () => {
  let service: Server;
  let requested: string[];

  /** The managed identity service of an app service. One for all: Azure's library uses the first that it found. */
  beforeAll(async () => {
    service = createServer((request, response) => {
      requested.push(request.url ?? '');
      response.setHeader('content-type', 'application/json');
      const soon = Math.floor(Date.now() / 1000) + 3600;
      response.end(JSON.stringify({ access_token: 'entra-token', expires_on: String(soon), token_type: 'Bearer' }));
    });
    await new Promise<void>((listening) => service.listen(0, '127.0.0.1', listening));
  });
  afterAll(async () => {
    service.closeAllConnections();
    await new Promise((closed) => service.close(closed));
  });

  beforeEach(() => {
    requested = [];
    const { port } = service.address() as AddressInfo;
    process.env.IDENTITY_ENDPOINT = `http://127.0.0.1:${port}/token`;
    process.env.IDENTITY_HEADER = 'secret';
    process.env.AZURE_TOKEN_CREDENTIALS = 'ManagedIdentityCredential';
  });

  it.each([V1, CLASSIC])('%j is signed with a token, asked for once', async (address) => {
    // It shares the tokens of one identity, too.
    const app = `app-${address.apiVersion ?? 'v1'}`;
    const endpoint = azureEndpoint(address, Object.assign(new AzureSettings(), { AZURE_CLIENT_ID: app }));
    for (let i = 0; i < 2; i++) {
      const { init } = await endpoint.sign({ path: '/responses', model: 'm', body: { model: 'm' } });
      expect(init.headers.get('authorization')).toBe('Bearer entra-token');
      expect(init.headers.has('api-key')).toBe(false);
    }
    expect(requested).toHaveLength(1);
    expect(new URL(requested[0] ?? '', 'http://x').searchParams.get('resource')).toBe(
      'https://cognitiveservices.azure.com',
    );
    expect(requested[0]).toContain(app);
  });

  it.each<[string, Partial<AzureSettings>]>([
    ['a workload identity without its file', { AZURE_FEDERATED_TOKEN_FILE: '/nowhere/token' }],
    ['a workload identity without its tenant', { AZURE_FEDERATED_TOKEN_FILE: '/nowhere/token', AZURE_CLIENT_ID: 'a' }],
  ])('%s is an error that names the variables', async (_, settings) => {
    await expect(sign(V1, settings)).rejects.toMatchObject({
      type: 'authentication_error',
      message: expect.stringMatching(/AZURE_CLIENT_ID.*AZURE_FEDERATED_TOKEN_FILE.*AZURE_OPENAI_API_KEY/),
    });
    expect(requested).toEqual([]);
  });

  it('for a named upstream the error names that, and its own variable for the key', async () => {
    const variableOf = (own: string): string => (own === 'AZURE_OPENAI_API_KEY' ? 'UPSTREAM_EU_API_KEY' : own);
    const settings = Object.assign(new AzureSettings(), { AZURE_FEDERATED_TOKEN_FILE: '/nowhere/token' });
    const endpoint = azureEndpoint(V1, settings, { name: 'eu', variableOf });
    await expect(endpoint.sign({ path: '/responses', model: 'm', body: {} })).rejects.toMatchObject({
      message: expect.stringMatching(/^\[eu\] Entra ID .*AZURE_CLIENT_ID.* or set UPSTREAM_EU_API_KEY$/),
    });
  });
});

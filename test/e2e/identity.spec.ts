import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Call } from '@gateway/provider-kit';
import { from } from 'rxjs';
import { type RunningApp, startApp } from '../kit/app/start-app.js';
import { events, QUESTION, STORY } from '../kit/app/story.js';
import { AUDIENCE, type OidcServer, startOidcServer } from '../kit/identity/oidc-server.js';

describe('a client of a real OpenID Connect server', () => {
  let server: OidcServer;
  let running: RunningApp;
  let folder: string;
  const calls: Call[] = [];

  beforeAll(async () => {
    server = await startOidcServer(5);
    folder = await mkdtemp(join(tmpdir(), 'identity-'));
    running = await startApp(
      {
        open: (call) => {
          calls.push(call);
          return events(() => from(STORY));
        },
      },
      {
        AUTH_JWT_ISSUER: server.issuer,
        AUTH_JWT_AUDIENCE: AUDIENCE,
        AUTH_JWT_TYPES: 'at+jwt',
        AUTH_JWT_CLOCK_SKEW_SECONDS: '0',
        LOG_LEVEL: 'trace',
        LOG_FILE: join(folder, 'gateway.log'),
      },
    );
  }, 30_000);
  afterAll(async () => {
    await running.close();
    await server.close();
    await rm(folder, { recursive: true });
  });

  const ask = (token: string): Promise<Response> =>
    fetch(`${running.url}/v1/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(QUESTION),
    });

  it('asks by its access token, under its own name; the token gets into no log; expired it is a 401', async () => {
    const token = await server.fetchToken();
    expect((await ask(token)).status).toBe(200);
    expect(calls).toHaveLength(1);
    await pause(6000);
    const refused = await ask(token);
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ error: { message: 'the token has expired' } });
    expect((await ask(await server.fetchToken())).status).toBe(200);
    await running.app.close();
    const log = await readFile(join(folder, 'gateway.log'), 'utf8');
    expect(log).toContain('"token":"ada@acme.example"');
    for (const part of token.split('.')) expect(log).not.toContain(part);
  }, 30_000);
});

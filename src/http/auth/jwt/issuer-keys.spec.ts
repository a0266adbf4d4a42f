import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { from } from 'rxjs';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { type RunningApp, startApp } from '../../../../test/kit/app/start-app.js';
import { events, QUESTION, STORY } from '../../../../test/kit/app/story.js';
import { type JwtIssuer, signToken, startIssuer } from '../../../../test/kit/identity/jwt-issuer.js';
import { IssuerKeys, KeysUnavailable } from './issuer-keys.js';
import { loadKeySet } from './load-key-set.js';

const MINUTE = 60_000;

let issuer: JwtIssuer;
let pair: Awaited<ReturnType<JwtIssuer['addKey']>>;
beforeEach(async () => {
  issuer = await startIssuer();
  pair = await issuer.addKey('one');
});
afterEach(() => issuer.close());

describe('the keys of an issuer', () => {
  let time = 0;
  let keys: IssuerKeys;
  beforeEach(() => {
    time = 0;
    const load = (): ReturnType<typeof loadKeySet> => loadKeySet({ issuer: issuer.url }, fetch);
    keys = new IssuerKeys({ load, toKeySet: createLocalJWKSet, now: () => time });
  });
  const verify = async (kid = 'one', key = pair): Promise<void> => {
    await jwtVerify(await signToken(issuer, key.privateKey, { header: { kid } }), keys.find);
  };
  const fetches = (): number => issuer.requests.filter((path) => path === '/keys').length;

  it('are fetched once for many tokens, and again when they are old', async () => {
    await Promise.all([verify(), verify(), verify()]);
    await verify();
    expect(fetches()).toBe(1);
    time = 11 * MINUTE;
    await verify();
    expect(fetches()).toBe(2);
  });

  it('are fetched at once for a new key, but not for each invented one', async () => {
    await verify();
    const next = await issuer.addKey('two');
    time = MINUTE;
    await verify('two', next);
    expect(fetches()).toBe(2);
    for (let i = 0; i < 20; i++) await expect(verify(`invented-${i}`)).rejects.toThrow('no applicable key');
    expect(fetches()).toBe(2);
  });

  it('that were withdrawn are not accepted once the set is fetched again', async () => {
    await verify();
    issuer.keys = [];
    await issuer.addKey('two');
    time = 11 * MINUTE;
    await expect(verify()).rejects.toThrow('no applicable key');
  });

  it('stay in use while the issuer is gone, for an hour', async () => {
    await verify();
    issuer.respond = (response) => response.writeHead(500).end();
    time = 30 * MINUTE;
    await verify();
    time = 61 * MINUTE;
    await expect(verify()).rejects.toThrow(KeysUnavailable);
  });
});

describe('an issuer whose keys cannot be had', () => {
  let running: RunningApp;
  afterEach(() => running.close());

  const start = (settings: Record<string, string> = {}): Promise<RunningApp> =>
    startApp(
      { open: () => events(() => from(STORY)) },
      { AUTH_JWT_ISSUER: issuer.url, AUTH_JWT_AUDIENCE: 'gateway', ANTHROPIC_AUTH_TOKEN: 'static', ...settings },
    );
  const ask = (token: string): Promise<Response> =>
    fetch(`${running.url}/v1/messages`, {
      method: 'POST',
      headers: { 'x-api-key': token },
      body: JSON.stringify(QUESTION),
    });

  it.each<[string, JwtIssuer['respond']]>([
    ['fails', (response) => void response.writeHead(500).end()],
    ['breaks off', (response) => void response.destroy()],
    ['returns no JSON', (response) => void response.end('<html>')],
    ['returns another document', (response) => void response.end('{}')],
    [
      'names another issuer',
      (response) => void response.end('{"issuer":"https://evil.example","jwks_uri":"https://evil.example/"}'),
    ],
    ['redirects elsewhere', (response) => void response.writeHead(302, { location: `${issuer.url}/keys` }).end()],
  ])('because it %s: a JWT gets a 503 and a static token a 200', async (_, respond) => {
    issuer.respond = respond;
    running = await start();
    const token = await signToken(issuer, pair.privateKey);
    const refused = await ask(token);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    expect((await refused.text()).includes(token)).toBe(false);
    expect((await ask('static')).status).toBe(200);
  });

  it('a key set that redirects is not followed', async () => {
    issuer.respond = (response) =>
      issuer.requests.at(-1) === '/moved'
        ? void response.writeHead(307, { location: `${issuer.url}/keys` }).end()
        : void response.end(JSON.stringify({ keys: issuer.keys }));
    running = await start({ AUTH_JWT_JWKS_URL: `${issuer.url}/moved` });
    expect((await ask(await signToken(issuer, pair.privateKey))).status).toBe(503);
    expect(issuer.requests).toEqual(['/moved']);
  });
});

describe('settings of an issuer that are not safe keep the gateway from starting', () => {
  it.each([
    [{ AUTH_JWT_ISSUER: 'https://id.example' }, 'AUTH_JWT_AUDIENCE: is needed'],
    [{ AUTH_JWT_ISSUER: 'http://id.example', AUTH_JWT_AUDIENCE: 'g' }, 'AUTH_JWT_ISSUER: must start with https://'],
    [{ AUTH_JWT_AUDIENCE: 'g' }, 'AUTH_JWT_AUDIENCE: has no effect'],
    [
      { AUTH_JWT_ISSUER: 'https://id.example', AUTH_JWT_AUDIENCE: 'g', AUTH_JWT_ALGORITHMS: 'HS256' },
      'AUTH_JWT_ALGORITHMS: must be some of',
    ],
  ])('%j', async (settings, mistake) => {
    await expect(startApp({}, settings)).rejects.toThrow(mistake);
  });
});

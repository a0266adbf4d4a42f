import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHmac, generateKeyPairSync, randomBytes } from 'node:crypto';
import { exportSPKI, generateKeyPair } from 'jose';
import { from } from 'rxjs';
import { type RunningApp, startApp } from '../../../../test/kit/app/start-app.js';
import { events, QUESTION, STORY } from '../../../../test/kit/app/story.js';
import { type JwtIssuer, signToken, startIssuer, type TokenParts } from '../../../../test/kit/identity/jwt-issuer.js';

let issuer: JwtIssuer;
let running: RunningApp;
let pair: Awaited<ReturnType<JwtIssuer['addKey']>>;

beforeAll(async () => {
  issuer = await startIssuer();
  pair = await issuer.addKey('one');
  await issuer.addKey('curve', 'ES256');
  running = await startApp(
    { open: () => events(() => from(STORY)) },
    { AUTH_JWT_ISSUER: issuer.url, AUTH_JWT_AUDIENCE: 'gateway', ANTHROPIC_AUTH_TOKEN: 'static-token' },
  );
});
afterAll(async () => {
  await running.close();
  await issuer.close();
});

const ask = (token: string): Promise<Response> =>
  fetch(`${running.url}/v1/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify(QUESTION),
  });
const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const seconds = (offset: number): number => Math.floor(Date.now() / 1000) + offset;
const sign = (parts?: TokenParts): Promise<string> => signToken(issuer, pair.privateKey, parts);
const payload = (): object => ({ iss: issuer.url, aud: 'gateway', sub: 'ada', exp: seconds(300) });

describe('a token of the issuer', () => {
  it.each([
    ['as it should be', {}],
    ['with several audiences', { payload: { aud: ['other', 'gateway'] } }],
    ['of the type JWT', { header: { typ: 'JWT' } }],
    ['with the long form of its type', { header: { typ: 'application/at+JWT' } }],
    ['that expired within the clock skew', { payload: { exp: seconds(-5) } }],
  ])('%s is accepted', async (_, parts: TokenParts) => {
    expect((await ask(await sign(parts))).status).toBe(200);
  });

  it('is accepted beside static tokens', async () => {
    expect((await ask('static-token')).status).toBe(200);
  });
});

describe('two credentials of one request', () => {
  const askWith = async (key: string, bearer: string): Promise<number> => {
    const headers = { 'x-api-key': key, authorization: `Bearer ${bearer}` };
    return (await fetch(`${running.url}/v1/messages`, { method: 'POST', headers, body: JSON.stringify(QUESTION) }))
      .status;
  };

  it('admit it where one of them is valid, in either order', async () => {
    const [valid, expired] = [await sign(), await sign({ payload: { exp: seconds(-60) } })];
    expect(await askWith(expired, valid)).toBe(200);
    expect(await askWith(valid, expired)).toBe(200);
    expect(await askWith('a.b.c', valid)).toBe(200);
    expect(await askWith(expired, 'a.b.c')).toBe(401);
  });
});

describe('an attack by a token is a 401', () => {
  it.each<[string, () => string | Promise<string>]>([
    ['alg none', () => `${encode({ alg: 'none', typ: 'at+jwt' })}.${encode(payload())}.`],
    [
      'alg None with a signature',
      () => `${encode({ alg: 'None', kid: 'one', typ: 'at+jwt' })}.${encode(payload())}.AAAA`,
    ],
    [
      'HS256 with the public key as its secret',
      async () => {
        const secret = await exportSPKI(pair.publicKey);
        const signed = `${encode({ alg: 'HS256', kid: 'one', typ: 'at+jwt' })}.${encode(payload())}`;
        return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
      },
    ],
    [
      'HS256 with the key as it stands in the key set',
      () => {
        const secret = JSON.stringify(issuer.keys[0]);
        const signed = `${encode({ alg: 'HS256', kid: 'one', typ: 'at+jwt' })}.${encode(payload())}`;
        return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
      },
    ],
    [
      'a signature that is empty',
      async () => {
        const [header, middle] = (await sign()).split('.');
        return `${header ?? ''}.${middle ?? ''}.`;
      },
    ],
    [
      'an encrypted token in five parts',
      () => `${encode({ alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', p2c: 1e9 })}.AAAA.AAAA.AAAA.AAAA`,
    ],
    ['an expiry that is text', () => sign({ payload: { exp: '9999999999' as unknown as number } })],
    ['an audience that is an object', () => sign({ payload: { aud: { gateway: true } as unknown as string } })],
    ['a kid that is no text', () => sign({ header: { kid: ['one'] as unknown as string } })],
    ['a wrong issuer', () => sign({ payload: { iss: 'https://evil.example' } })],
    ['the issuer with a slash', () => sign({ payload: { iss: `${issuer.url}/` } })],
    ['a wrong audience', () => sign({ payload: { aud: 'another-service' } })],
    ['no audience', () => sign({ payload: { aud: undefined } })],
    ['a wrong typ', () => sign({ header: { typ: 'logout+jwt' } })],
    ['no typ', () => sign({ header: { typ: undefined } })],
    ['expired', () => sign({ payload: { exp: seconds(-60) } })],
    ['without an expiry', () => sign({ payload: { exp: undefined } })],
    ['not valid yet', () => sign({ payload: { nbf: seconds(60) } })],
    ['a kid that is a path', () => sign({ header: { kid: '../../../../dev/null' } })],
    ['a kid that is a URL', () => sign({ header: { kid: 'http://127.0.0.1:1/keys' } })],
    ['a kid of a prototype', () => sign({ header: { kid: '__proto__' } })],
    [
      'a key of its own in jwk, jku and x5u',
      async () => {
        const own = await generateKeyPair('RS256', { extractable: true });
        const { jwk } = {
          jwk: generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' }),
        };
        const header = { jwk, jku: 'http://127.0.0.1:1/keys', x5u: 'http://127.0.0.1:1/cert' };
        return signToken(issuer, own.privateKey, { header });
      },
    ],
    ['a foreign key under a known kid', async () => signToken(issuer, (await generateKeyPair('RS256')).privateKey)],
    ['an algorithm of another key type', () => sign({ header: { kid: 'curve' } })],
    [
      'an algorithm that is not configured',
      async () => {
        const other = await issuer.addKey('pss', 'PS256');
        return signToken(issuer, other.privateKey, { header: { alg: 'PS256', kid: 'pss' } });
      },
    ],
    [
      'an unknown critical header',
      async () => {
        const [, middle, signature] = (await sign()).split('.');
        return `${encode({ alg: 'RS256', kid: 'one', typ: 'at+jwt', crit: ['exp'] })}.${middle ?? ''}.${signature ?? ''}`;
      },
    ],
    [
      'a changed claim',
      async () => {
        const [header, , signature] = (await sign()).split('.');
        return `${header ?? ''}.${encode({ ...payload(), sub: 'eve' })}.${signature ?? ''}`;
      },
    ],
    ['oversized', () => sign({ payload: { groups: [randomBytes(5000).toString('hex')] } })],
    ["the operator's name", () => sign({ payload: { sub: 'default' } })],
    ['a name with a line break', () => sign({ payload: { sub: 'ada\nINFO all is well' } })],
    ['a name that is no text', () => sign({ payload: { sub: 7 as unknown as string } })],
    ['groups that are no list of names', () => sign({ payload: { groups: [{ admin: true }] } })],
    ['no JSON', () => 'AAAA.BBBB.CCCC'],
    ['parts of nothing', () => '..'],
  ])('%s', async (_, attack) => {
    const answer = await ask(await attack());
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ type: 'error', error: { type: 'authentication_error' } });
  });

  it('and none of them makes the gateway fetch from another place, or often', () => {
    expect(new Set(issuer.requests)).toEqual(new Set(['/.well-known/openid-configuration', '/keys']));
    expect(issuer.requests.length).toBeLessThanOrEqual(4);
  });
});

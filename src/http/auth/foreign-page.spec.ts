import { afterEach, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import { from } from 'rxjs';
import { type RunningApp, startApp } from '../../../test/kit/app/start-app.js';
import { events, QUESTION, STORY } from '../../../test/kit/app/story.js';

type Headers = Readonly<Record<string, string>>;
const FOREIGN: readonly Headers[] = [
  { host: 'evil.example' },
  { origin: 'https://evil.example' },
  { 'sec-fetch-site': 'cross-site' },
];
const TOKEN = { ANTHROPIC_AUTH_TOKEN: 'right' };

let running: RunningApp;
let requested: number;
afterEach(() => running.close());

async function start(environment: Headers = {}): Promise<void> {
  requested = 0;
  const open = (): ReturnType<typeof events> => {
    requested++;
    return events(() => from(STORY));
  };
  running = await startApp({ open }, environment);
}

/** `fetch` sends no `Host` of a caller's own. */
async function ask(
  path: string,
  headers: Headers,
  method = 'GET',
  body = '',
): Promise<{ status: number; body: unknown }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: unknown }>();
  const sent = request(running.url + path, { method, headers }, (response) => {
    const status = response.statusCode ?? 0;
    // A stream of events does not end.
    if (status !== 403) response.destroy();
    const read = status === 403 ? json(response) : Promise.resolve(undefined);
    read.then((value) => resolve({ status, body: value }), reject);
  });
  sent.on('error', reject).end(body);
  return promise;
}
const spend = async (headers: Headers): Promise<number> =>
  (await ask('/v1/messages', { 'content-type': 'text/plain', ...headers }, 'POST', JSON.stringify(QUESTION))).status;
const own = (): string => new URL(running.url).host;

describe('a gateway without a token', () => {
  it.each<[string, Headers]>([
    ['a page of another origin', { origin: 'https://evil.example' }],
    ['a page of another port', { origin: 'http://127.0.0.1:1' }],
    ['a sandboxed page', { origin: 'null' }],
    ['an app of the browser', { origin: 'chrome-extension://abcdef' }],
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a page under another name', { host: 'evil.example' }],
    [
      'a page under another name, for its browser of the same origin',
      { host: 'evil.example', origin: 'http://evil.example' },
    ],
  ])('refuses %s', async (_, headers) => {
    await start();
    expect([await spend(headers), requested]).toEqual([403, 0]);
  });

  it.each([
    '/',
    '/status/page/index.html',
    '/status/events',
    '/metrics',
    '/health',
    '/health/live',
    '/v1/models',
    '/nothing',
  ])('refuses them at %s', async (path) => {
    await start();
    for (const headers of FOREIGN)
      expect(await ask(path, headers)).toMatchObject({
        status: 403,
        body: {
          type: 'error',
          error: { type: 'permission_error', message: expect.stringContaining('set ANTHROPIC_AUTH_TOKEN') },
        },
      });
  });

  it('answers its own page, and clients that are no browsers', async () => {
    await start();
    const site = { 'sec-fetch-site': 'same-origin' };
    const port = new URL(running.url).port;
    const clients: Headers[] = [
      {},
      { host: 'localhost' },
      { host: `gateway.localhost:${port}` },
      { host: `[::1]:${port}` },
      { ...site, origin: `http://${own()}` },
      { origin: `https://${own()}` },
      // Typed into the address bar, and what Node's `fetch` sends.
      { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' },
      { 'sec-fetch-mode': 'cors' },
    ];
    for (const headers of clients) expect([headers, await spend(headers)]).toEqual([headers, 200]);
    for (const path of ['/', '/status/page/index.html', '/status/events', '/metrics', '/health'])
      expect((await ask(path, site)).status).toBe(200);
  });

  it.each(['0.0.0.0', '::'])('that others reach, at %s, may have any name', async (HOST) => {
    await start({ HOST });
    expect(await spend({ host: 'gateway:8082' })).toBe(200);
    expect(await spend({ host: 'gateway:8082', origin: 'http://gateway:8082' })).toBe(200);
    expect(await spend({ host: 'gateway:8082', origin: 'https://evil.example' })).toBe(403);
  });
});

describe('a gateway with a token', () => {
  it('goes by the token alone', async () => {
    await start(TOKEN);
    const foreign = { host: 'evil.example', origin: 'https://other.example', 'sec-fetch-site': 'cross-site' };
    expect(await spend({ ...foreign, 'x-api-key': 'right' })).toBe(200);
    expect(await spend(foreign)).toBe(401);
  });
});

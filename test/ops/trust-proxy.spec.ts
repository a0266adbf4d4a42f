import { afterEach, expect, it } from '@jest/globals';
import { RequestFeed } from '../../src/context/request.feed.js';
import { toLogFields } from '../../src/observability/logging/to-log-fields.js';
import { type RunningApp, startApp } from '../kit/app/start-app.js';

let running: RunningApp | undefined;

afterEach(() => running?.close());

it.each([
  ['none is trusted', {}, '127.0.0.1'],
  ['another one is trusted', { TRUST_PROXY: '10.0.0.0/8' }, '127.0.0.1'],
  ['this one is trusted', { TRUST_PROXY: 'loopback' }, '198.51.100.7'],
  ['this one and the one before it', { TRUST_PROXY: '127.0.0.0/8, 198.51.100.7' }, '203.0.113.9'],
  ['two are trusted', { TRUST_PROXY: '2' }, '203.0.113.9'],
])('the log has the address of the client: %s', async (_name, settings: Record<string, string>, client) => {
  running = await startApp({}, settings);
  const ended = Promise.withResolvers<unknown>();
  const feed = running.app.get(RequestFeed);
  feed.ended.add('test', ({ request, response }) => ended.resolve(toLogFields(request, response).client));
  const headers = { 'x-forwarded-for': '192.0.2.1, 203.0.113.9, 198.51.100.7' };
  await (await fetch(`${running.url}/v1/models`, { headers })).text();
  expect(await ended.promise).toBe(client);
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { from } from 'rxjs';
import { createPolicyService } from '../../../examples/policy-service/policy-service.js';
import { type RunningApp, startApp } from '../../../test/kit/app/start-app.js';
import { events, QUESTION, STORY } from '../../../test/kit/app/story.js';

const MESSAGES = [
  { role: 'user', content: 'an old word' },
  { role: 'assistant', content: 'an answer' },
  { role: 'user', content: 'a new word' },
];

describe('POLICY_URL', () => {
  let running: RunningApp;
  let service: Server;
  let calls = 0;
  beforeEach(() => {
    calls = 0;
  });
  afterEach(async () => {
    await running.close();
    service.closeAllConnections();
    service.close();
  });

  const start = async (server: Server, settings: Record<string, string> = {}): Promise<void> => {
    service = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const open = (): ReturnType<typeof events> => {
      calls++;
      return events(() => from(STORY));
    };
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    running = await startApp({ open }, { POLICY_URL: url, ANTHROPIC_AUTH_TOKEN: 'the-token', ...settings });
  };
  const ask = (messages: object[] = MESSAGES): Promise<Response> =>
    fetch(`${running.url}/v1/messages`, {
      method: 'POST',
      headers: { 'x-api-key': 'the-token' },
      body: JSON.stringify({ ...QUESTION, messages }),
    });
  const respond = (listener: RequestListener): Server => createServer(listener);

  it('the example blocks a key in what is new, with its sentence and our request id, before the call', async () => {
    await start(createPolicyService());
    expect((await ask()).status).toBe(200);
    const key = { role: 'user', content: `use AKIA${'A'.repeat(16)}` };
    const blocked = await ask([...MESSAGES, key]);
    expect(blocked.status).toBe(400);
    expect(blocked.headers.get('x-should-retry')).toBe('false');
    expect(await blocked.json()).toEqual({
      type: 'error',
      error: { type: 'policy_blocked', message: 'the message has an AWS access key: remove it, and rotate the key' },
      request_id: blocked.headers.get('request-id'),
    });
    expect(calls).toBe(1);
    expect((await ask([key, MESSAGES[1]!, MESSAGES[2]!])).status).toBe(200);
  });

  it.each(['/v1/messages/count_tokens', '/v1/messages/explain'])('decides about %s too', async (path) => {
    await start(createPolicyService());
    const messages = [{ role: 'user', content: `use AKIA${'A'.repeat(16)}` }];
    const init = { method: 'POST', headers: { 'x-api-key': 'the-token' } };
    const response = await fetch(running.url + path, { ...init, body: JSON.stringify({ ...QUESTION, messages }) });
    expect([response.status, await response.json()]).toMatchObject([400, { error: { type: 'policy_blocked' } }]);
  });

  it('reads what stands before a beginning of the response that the client wrote', async () => {
    await start(createPolicyService());
    const key = { role: 'user', content: `use AKIA${'A'.repeat(16)}` };
    expect((await ask([...MESSAGES, key, { role: 'assistant', content: 'Sure:' }])).status).toBe(400);
    expect((await ask([key, { role: 'assistant', content: 'Sure:' }])).status).toBe(400);
  });

  it.each([
    ['new', { messages: [MESSAGES[2]] }],
    ['all', { ...QUESTION, messages: MESSAGES }],
  ])('gets %s, and no credential of the client', async (POLICY_SCOPE, request) => {
    let received = '';
    const record = respond((incoming, response) => {
      received = JSON.stringify(incoming.headers);
      incoming.setEncoding('utf8').on('data', (text: string) => (received += text));
      incoming.on('end', () => response.end('{"allow":true}'));
    });
    await start(record, { POLICY_SCOPE, POLICY_TOKEN: 'of-the-service' });
    expect((await ask()).status).toBe(200);
    expect(received).toContain('Bearer of-the-service');
    expect(received).not.toContain('the-token');
    const sent = JSON.parse(received.slice(received.indexOf('}{') + 1)) as object;
    expect(sent).toMatchObject({ person: 'default', scope: POLICY_SCOPE, request });
  });

  it.each<[string, RequestListener]>([
    ['fails', (_, response) => void response.writeHead(500).end()],
    ['is late', () => undefined],
    ['breaks off', (_, response) => void response.destroy()],
    ['returns no verdict', (_, response) => void response.end('{"ok":true}')],
    ['redirects', (_, response) => void response.writeHead(307, { location: '/elsewhere' }).end()],
  ])('that %s refuses, or allows where the operator chose it', async (_, listener) => {
    await start(respond(listener), { POLICY_TIMEOUT_SECONDS: '0.2' });
    const refused = await ask();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([529, '5']);
    expect(calls).toBe(0);
    await running.close();
    service.closeAllConnections();
    service.close();
    await start(respond(listener), { POLICY_TIMEOUT_SECONDS: '0.2', POLICY_FAILURE: 'allow' });
    expect((await ask()).status).toBe(200);
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { StreamEvent } from '@gateway/protocol';
import { HealthCheckService } from '@nestjs/terminus';
import { of, Subject } from 'rxjs';
import { type RunningApp, startApp } from '../../test/kit/app/start-app.js';

describe('routes', () => {
  let running: RunningApp;

  beforeAll(async () => {
    running = await startApp(
      { countTokens: () => of({ kind: 'count', tokens: 1 }) },
      { MODEL_MAP: 'claude-mine=scripted/m' },
    );
  });

  afterAll(() => running.close());

  it.each(['/', '/api/hello', '/health', '/health/live', '/health/ready'])('GET and HEAD %s', async (path) => {
    const got = await fetch(running.url + path);
    expect(got.status).toBe(200);
    expect(got.headers.get('request-id')).toMatch(/^req_[0-9A-Za-z]{24}$/);
    expect(await got.json()).toMatchObject({ status: 'ok' });
    const headed = await fetch(running.url + path, { method: 'HEAD' });
    expect(headed.status).toBe(200);
    expect(await headed.text()).toBe('');
  });

  it('GET /v1/models, in pages', async () => {
    const page = (await (await fetch(`${running.url}/v1/models?limit=2`)).json()) as { data: { id: string }[] };
    expect(page).toMatchObject({ has_more: true, first_id: 'claude-mine', last_id: 'claude-opus' });
    expect(page.data.map(({ id }) => id)).toEqual(['claude-mine', 'claude-opus']);
    const bad = await fetch(`${running.url}/v1/models?limit=many`);
    expect(bad.status).toBe(400);
    expect(await bad.json()).toMatchObject({ error: { message: expect.stringMatching(/^limit: /) } });
  });

  it('GET /v1/models/{id}', async () => {
    const found = await fetch(`${running.url}/v1/models/claude-mine`);
    expect(await found.json()).toMatchObject({ type: 'model', id: 'claude-mine' });
    const missing = await fetch(`${running.url}/v1/models/claude-yours`);
    expect(missing.status).toBe(404);
    expect(await missing.json()).toMatchObject({ error: { type: 'not_found_error', message: 'model: claude-yours' } });
  });

  it.each([
    ['POST', '/v1/messages/batches'],
    ['GET', '/v1/files'],
    ['POST', '/api/event_logging/batch'],
    ['GET', '/v1/nothing?key=secret'],
  ])('%s %s is not there', async (method, path) => {
    const response = await fetch(running.url + path, { method });
    expect(response.status).toBe(404);
    const message = `there is no ${method} ${path.split('?')[0] ?? ''}`;
    expect(await response.json()).toEqual({
      type: 'error',
      error: { type: 'not_found_error', message },
      request_id: response.headers.get('request-id'),
    });
  });

  it.each([
    ['GET', '/v1/messages', 'POST'],
    ['OPTIONS', '/v1/messages/', 'POST'],
    ['DELETE', '/v1/messages/count_tokens', 'POST'],
    ['POST', '/v1/models', 'GET, HEAD'],
    ['PUT', '/v1/models/claude-mine', 'GET, HEAD'],
    ['POST', '/', 'GET, HEAD'],
    ['POST', '/health', 'GET, HEAD'],
  ])('%s %s: the method is not allowed', async (method, path, allow) => {
    const response = await fetch(running.url + path, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allow);
    expect(await response.json()).toMatchObject({ type: 'error', error: { type: 'invalid_request_error' } });
  });

  it('a path that cannot be decoded is a 400', async () => {
    const response = await fetch(`${running.url}/v1/models/%E0%A4%A`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
  });
});

describe('the guard', () => {
  let running: RunningApp;

  beforeAll(async () => {
    running = await startApp({}, { ANTHROPIC_AUTH_TOKEN: 'right' });
  });

  afterAll(() => running.close());

  it.each<[Record<string, string>, number]>([
    [{}, 401],
    [{ 'x-api-key': 'wrong' }, 401],
    [{ 'x-api-key': '' }, 401],
    [{ authorization: 'Bearer wrong' }, 401],
    [{ authorization: 'Basic right' }, 401],
    [{ authorization: 'right' }, 401],
    [{ 'x-api-key': 'right' }, 200],
    [{ authorization: 'Bearer right' }, 200],
    [{ authorization: 'bearer right' }, 200],
    [{ 'x-api-key': 'right', authorization: 'Bearer wrong' }, 200],
    [{ 'x-api-key': 'wrong', authorization: 'Bearer right' }, 200],
  ])('%j: %i', async (headers, status) => {
    const response = await fetch(`${running.url}/v1/models`, { headers });
    expect(response.status).toBe(status);
    if (status === 401)
      expect(await response.json()).toMatchObject({
        type: 'error',
        error: { type: 'authentication_error' },
        request_id: response.headers.get('request-id'),
      });
  });

  it.each(['/', '/api/hello', '/health', '/health/live', '/health/ready'])('%s is open', async (path) => {
    expect((await fetch(running.url + path)).status).toBe(200);
  });
});

describe('stopping', () => {
  let running: RunningApp | undefined;

  afterEach(() => running?.app.getHttpServer().closeAllConnections());

  it('lets a stream finish, takes no new connection, and is done with the last one', async () => {
    const spoken = new Subject<readonly StreamEvent[]>();
    running = await startApp({ open: () => of({ kind: 'events', status: 200, headers: {}, events: () => spoken }) });
    const { url, app } = running;
    const body = JSON.stringify({ model: 'm', stream: true });
    const answer = fetch(`${url}/v1/messages`, { method: 'POST', body });
    while (!spoken.observed) await new Promise(setImmediate);
    spoken.next([{ type: 'ping' }]);
    const response = await answer;
    const closed = app.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await expect(fetch(`${url}/health`)).rejects.toThrow('fetch failed');
    spoken.next([{ type: 'message_stop' }]);
    spoken.complete();
    expect(await response.text()).toContain('event: message_stop');
    const ended = performance.now();
    await closed;
    // And not the 75 s for which a connection may stay idle.
    expect(performance.now() - ended).toBeLessThan(1000);
  });

  it("is not ready any more, in terminus' own format", async () => {
    running = await startApp();
    const { url, app } = running;
    const health = app.get(HealthCheckService);
    const { healthCheckExecutor } = health as unknown as { healthCheckExecutor: { beforeApplicationShutdown(): void } };
    healthCheckExecutor.beforeApplicationShutdown();
    const response = await fetch(`${url}/health/ready`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ status: 'shutting_down' });
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    await app.close();
  });
});

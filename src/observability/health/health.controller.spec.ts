import { afterEach, describe, expect, it } from '@jest/globals';
import type { Provider } from '@gateway/provider-kit';
import { ApiError, type ErrorType } from '@gateway/protocol';
import { type Observable, of, throwError } from 'rxjs';
import { DrainService } from '../../http/drain/drain.service.js';
import { type RunningApp, startApp } from '../../../test/kit/app/start-app.js';

let running: RunningApp;

afterEach(() => running.close());

async function get(path: string, headers: Record<string, string> = {}): Promise<{ status: number; body: unknown }> {
  const response = await fetch(running.url + path, { headers });
  return { status: response.status, body: await response.json() };
}

describe('probes', () => {
  it.each(['/health/live', '/health/startup', '/health/ready'])('%s is well', async (path) => {
    running = await startApp();
    expect(await get(path)).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  it.each([
    ['/health/live', 200, 'ok'],
    ['/health/startup', 200, 'ok'],
    ['/health/ready', 503, 'error'],
    ['/health', 200, 'stopping'],
  ])('%s while the gateway drains: %i', async (path, status, word) => {
    running = await startApp();
    running.app.get(DrainService, { strict: false }).onModuleDestroy();
    expect(await get(path)).toMatchObject({ status, body: { status: word } });
  });
});

describe('/health', () => {
  let requested = 0;
  const token = { 'x-api-key': 'right' };

  const start = async (answer: Provider['open']): Promise<void> => {
    requested = 0;
    const open: Provider['open'] = (call) => {
      requested++;
      return answer(call);
    };
    running = await startApp({ open }, { ANTHROPIC_AUTH_TOKEN: 'right' });
  };
  const ask = async (): Promise<void> => {
    const body = JSON.stringify({ model: 'm' });
    await (await fetch(`${running.url}/v1/messages`, { method: 'POST', headers: token, body })).text();
  };
  const provider = async (): Promise<unknown> => {
    // The end of an exchange is noted a moment after the client has its response.
    await new Promise((resolve) => setTimeout(resolve, 30));
    const { body } = await get('/health', token);
    return (body as { providers: Record<string, unknown> }).providers.scripted;
  };
  const bytes = (status: number): ReturnType<Provider['open']> =>
    of({ kind: 'bytes', status, headers: {}, bytes: () => of(Buffer.from('{}')) });
  const fails = (type: ErrorType): Observable<never> =>
    throwError(() => new ApiError(type, 'no', { origin: 'upstream' }));

  it('shows no providers without the token, and calls none with it', async () => {
    await start(() => bytes(200));
    expect(await get('/health')).toEqual({ status: 200, body: { status: 'ok' } });
    expect(await get('/health', { 'x-api-key': 'wrong' })).toEqual({ status: 200, body: { status: 'ok' } });
    expect(await get('/health', token)).toEqual({
      status: 200,
      body: {
        status: 'ok',
        preferred: 'scripted',
        providers: { scripted: { status: 'unknown', requests: 0, failures: 0, failures_in_a_row: 0 } },
      },
    });
    expect(requested).toBe(0);
  });

  it.each<[string, Provider['open'], object]>([
    ['an answer', () => bytes(200), { status: 'up', requests: 1, failures: 0 }],
    ['a refusal with good reason', () => fails('invalid_request_error'), { status: 'up', failures: 0 }],
    ['a refusal handed on', () => bytes(404), { status: 'up', failures: 0 }],
    ['wrong credentials', () => fails('authentication_error'), { status: 'failing', failures_in_a_row: 1 }],
    ['a limit handed on', () => bytes(429), { status: 'failing', last_failure: { type: 'rate_limit_error' } }],
    ['an upstream that is down', () => fails('api_error'), { last_failure: { status: 500, type: 'api_error' } }],
  ])('learns from %s', async (_name, open, expected) => {
    await start(open);
    await ask();
    expect(await provider()).toMatchObject({ requests: 1, ...expected });
  });

  it('learns nothing from what the gateway itself fails at', async () => {
    await start(() => throwError(() => new TypeError('x is not a function')));
    await ask();
    expect(await provider()).toMatchObject({ status: 'unknown', requests: 0, failures: 0 });
  });

  it('goes by the latest answer', async () => {
    let works = false;
    await start(() => (works ? bytes(200) : fails('overloaded_error')));
    await ask();
    await ask();
    expect(await provider()).toMatchObject({ status: 'failing', requests: 2, failures: 2, failures_in_a_row: 2 });
    works = true;
    await ask();
    expect(await provider()).toMatchObject({ status: 'up', requests: 3, failures: 2, failures_in_a_row: 0 });
  });
});

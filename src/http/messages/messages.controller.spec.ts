import { afterEach, describe, expect, it } from '@jest/globals';
import type { Call, Provider } from '@gateway/provider-kit';
import { ApiError } from '@gateway/protocol';
import { concat, defer, NEVER, of, throwError } from 'rxjs';
import { type RunningApp, startApp } from '../../../test/kit/app/start-app.js';
import { bytes, encode, events, post, QUESTION, STORY } from '../../../test/kit/app/story.js';

let running: RunningApp | undefined;

afterEach(async () => {
  await running?.close();
  running = undefined;
});

async function gateway(open: Provider['open'], more: Partial<Provider> = {}): Promise<string> {
  running = await startApp({ open, ...more });
  return `${running.url}/v1/messages`;
}

describe('a whole answer', () => {
  it('is the same events, folded', async () => {
    const url = await gateway((call) => {
      expect(call.stream).toBe(false);
      call.changes.add('usage-estimated');
      return events(() => of(...STORY));
    });
    const response = await post(url, { ...QUESTION, stream: false });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('x-gateway-usage')).toBe('estimated');
    expect(response.headers.get('x-upstream-request-id')).toBe('up-1');
    expect(await response.json()).toMatchObject({
      model: 'claude-sonnet-5',
      content: [{ type: 'text', text: 'Hello' }],
      stop_reason: 'end_turn',
      usage: { input_tokens: 3, output_tokens: 2 },
    });
  });

  it('that fails midway is an error, whatever came before', async () => {
    const failure = throwError(() => new ApiError('timeout_error', 'too long'));
    const url = await gateway(() => events(() => concat(of(...STORY.slice(0, 3)), failure)));
    const response = await post(url, { ...QUESTION, stream: false });
    expect(response.status).toBe(504);
    expect(await response.json()).toMatchObject({ error: { type: 'timeout_error' } });
  });
});

describe('count_tokens', () => {
  it('answers with a number', async () => {
    const url = await gateway(() => NEVER, { countTokens: () => of({ kind: 'count', tokens: 4711 }) });
    const response = await post(`${url}/count_tokens?beta=true`, QUESTION);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ input_tokens: 4711 });
  });

  it("hands on the upstream's own answer", async () => {
    const head = { status: 403, headers: { 'content-type': 'application/json' } };
    const url = await gateway(() => NEVER, { countTokens: () => bytes(() => of(encode('{"type":"error"}')), head) });
    const response = await post(`${url}/count_tokens`, QUESTION);
    expect(response.status).toBe(403);
    expect(await response.text()).toBe('{"type":"error"}');
  });
});

describe('the call', () => {
  it("is the client's request, with its route", async () => {
    let seen: Call | undefined;
    const url = await gateway((call) => {
      seen = call;
      return events(() => defer(() => of(...STORY)));
    });
    const body = '{"model":"claude-haiku-5" ,"max_tokens":1.0,"messages":[],"new":"ü"}';
    const headers = { 'anthropic-beta': 'a,b', 'X-App': 'cli' };
    const response = await fetch(`${url}?beta=true&x=1`, { method: 'POST', body, headers });
    expect(seen?.route).toEqual({ requestedModel: 'claude-haiku-5', provider: 'scripted', model: 'little' });
    expect(Buffer.from(seen?.rawBody ?? []).toString()).toBe(body);
    expect(seen?.request).toEqual(JSON.parse(body));
    expect(seen).toMatchObject({
      stream: false,
      query: '?beta=true&x=1',
      requestId: response.headers.get('request-id'),
    });
    expect(seen?.headers).toMatchObject({ 'anthropic-beta': 'a,b', 'x-app': 'cli' });
  });
});

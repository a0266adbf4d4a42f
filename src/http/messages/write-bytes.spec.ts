import { afterEach, describe, expect, it } from '@jest/globals';
import type { Provider } from '@gateway/provider-kit';
import { ApiError } from '@gateway/protocol';
import { concat, EMPTY, of, throwError } from 'rxjs';
import { type RunningApp, startApp } from '../../../test/kit/app/start-app.js';
import { bytes, encode, post, QUESTION } from '../../../test/kit/app/story.js';

let running: RunningApp | undefined;

afterEach(async () => {
  await running?.close();
  running = undefined;
});

async function gateway(open: Provider['open']): Promise<string> {
  running = await startApp({ open });
  return `${running.url}/v1/messages`;
}

describe('bytes', () => {
  it('pass as they are, with their status and headers', async () => {
    const head = { status: 418, headers: { 'content-type': 'application/json', 'request-id': 'req_theirs' } };
    const url = await gateway(() => bytes(() => of(encode('{"a"'), encode(': 1.0}')), head));
    const response = await post(url, QUESTION);
    expect(response.status).toBe(418);
    expect(response.headers.get('request-id')).toBe('req_theirs');
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.text()).toBe('{"a": 1.0}');
  });

  it('may be none at all', async () => {
    const response = await post(await gateway(() => bytes(() => EMPTY, { status: 204, headers: {} })), QUESTION);
    expect(response.status).toBe(204);
  });

  const failure = throwError(() => new ApiError('api_error', 'cut off'));
  const FRAME = 'event: ping\ndata: {}\n\n';

  it.each([
    ['in one piece', [FRAME]],
    ['byte by byte', FRAME.split(/(?=.)/s)],
    ['with Windows line ends', ['event: ping\r\ndata: {}\r\n\r\n']],
  ])('that break off between frames end in an error event: %s', async (_name, pieces) => {
    const url = await gateway(() => bytes(() => concat(of(...pieces.map(encode)), failure)));
    const said = await (await post(url, QUESTION)).text();
    expect(said).toMatch(
      /\n\r?\nevent: error\ndata: \{"type":"error","error":\{"type":"api_error","message":"cut off"\}/,
    );
  });

  it.each([
    ['within a frame', 'event: ping\ndata: {', { 'content-type': 'text/event-stream' }],
    ['within JSON', '{"a":\n\n', { 'content-type': 'application/json' }],
    ['in an encoding of their own', FRAME, { 'content-type': 'text/event-stream', 'content-encoding': 'x-own' }],
  ])('that break off %s break the connection', async (_name, piece, headers) => {
    const head = { headers };
    const url = await gateway(() => bytes(() => concat(of(encode(piece)), failure), head));
    const response = await post(url, QUESTION);
    expect([response.status, response.headers.get('content-encoding')]).toEqual([
      200,
      (headers as Record<string, string>)['content-encoding'] ?? null,
    ]);
    await expect(response.text()).rejects.toThrow();
  });

  it('that fail before the first one are an error with its status', async () => {
    const response = await post(await gateway(() => bytes(() => failure)), QUESTION);
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ error: { message: 'cut off' } });
  });
});

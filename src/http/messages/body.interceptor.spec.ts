import { request as httpRequest } from 'node:http';
import { Readable } from 'node:stream';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Call, CountReply } from '@gateway/provider-kit';
import { type Observable, of } from 'rxjs';
import { type RunningApp, startApp } from '../../../test/kit/app/start-app.js';

const LIMIT = 100_000;
const TOKEN = 'let-me-in';
type Body = NonNullable<RequestInit['body']>;

const QUESTION = JSON.stringify({ model: 'claude-opus-5', messages: [] });

describe('the body of a request', () => {
  let running: RunningApp;
  let requested: Call[];

  beforeAll(async () => {
    const countTokens = (call: Call): Observable<CountReply> => {
      requested.push(call);
      return of({ kind: 'count', tokens: 42 });
    };
    running = await startApp({ countTokens }, { MAX_BODY_BYTES: String(LIMIT), ANTHROPIC_AUTH_TOKEN: TOKEN });
  });

  beforeEach(() => {
    requested = [];
  });

  afterAll(() => running.close());

  const post = (body: Body, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${running.url}/v1/messages/count_tokens`, {
      method: 'POST',
      body,
      headers: { 'x-api-key': TOKEN, ...headers },
      // Node's fetch wants to know that a stream is only sent, not exchanged.
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    });

  const streamOf = (size: number): Body =>
    Readable.toWeb(Readable.from(Array.from({ length: size / 1000 }, () => Buffer.alloc(1000, ' '))));

  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['GZIP', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['identity', (text: string) => Buffer.from(text)],
  ])('is inflated: %s', async (encoding, deflate) => {
    const response = await post(new Uint8Array(deflate(QUESTION)), { 'content-encoding': encoding });
    expect(await response.json()).toEqual({ input_tokens: 42 });
    expect(Buffer.from(requested[0]?.rawBody ?? []).toString()).toBe(QUESTION);
  });

  it('may be as large as the limit, whatever its content-type', async () => {
    const response = await post(QUESTION.padEnd(LIMIT), { 'content-type': 'text/plain' });
    expect(response.status).toBe(200);
  });

  it.each<[string, number, string, () => Promise<Response>]>([
    ['a length over the limit', 413, 'request_too_large', () => post(QUESTION.padEnd(LIMIT + 1))],
    ['more than the limit, length unknown', 413, 'request_too_large', () => post(streamOf(LIMIT + 1000))],
    ['much more, length unknown', 413, 'request_too_large', () => post(streamOf(LIMIT * 50))],
    [
      'too much once inflated',
      413,
      'request_too_large',
      () => post(new Uint8Array(gzipSync(QUESTION.padEnd(LIMIT + 1))), { 'content-encoding': 'gzip' }),
    ],
    ['bad gzip', 400, 'invalid_request_error', () => post(QUESTION, { 'content-encoding': 'gzip' })],
    [
      'cut gzip',
      400,
      'invalid_request_error',
      () => post(new Uint8Array(gzipSync(QUESTION).subarray(0, 20)), { 'content-encoding': 'gzip' }),
    ],
    ['zstd', 400, 'invalid_request_error', () => post(QUESTION, { 'content-encoding': 'zstd' })],
    ['two encodings', 400, 'invalid_request_error', () => post(QUESTION, { 'content-encoding': 'gzip, br' })],
    ['malformed JSON', 400, 'invalid_request_error', () => post('{"model":')],
    ['nothing', 400, 'invalid_request_error', () => post('')],
  ])('is refused: %s', async (_name, status, type, send) => {
    const response = await send();
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({
      type: 'error',
      error: { type },
      request_id: response.headers.get('request-id'),
    });
    expect(requested).toEqual([]);
  });

  it('leaves the connection usable after it was too large', async () => {
    await (await post(QUESTION.padEnd(LIMIT * 20))).arrayBuffer();
    expect((await post(QUESTION)).status).toBe(200);
  });

  it('is not waited for from a client without a token', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = httpRequest(`${running.url}/v1/messages`, { method: 'POST', headers: { 'content-length': '50' } });
      sent.once('error', reject).once('response', (response) => {
        resolve(response.statusCode);
        sent.destroy();
      });
      // Headers and no byte of the body.
      sent.flushHeaders();
    });
    expect(status).toBe(401);
  });
});

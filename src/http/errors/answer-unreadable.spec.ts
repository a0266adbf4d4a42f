import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { answerUnreadable } from './answer-unreadable.js';

let server: Server;

beforeEach(async () => {
  server = createServer((_, response) => response.end('{}'));
  answerUnreadable(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterEach(() => void server.close());

/** What the server writes for these bytes until it closes the connection. */
async function ask(bytes: string): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write(bytes);
  return text(socket);
}

const HEAD = 'POST /v1/messages HTTP/1.1\r\nhost: 127.0.0.1\r\n';

describe('answerUnreadable', () => {
  it.each([
    ['headers that are too large', `${HEAD}x-filler: ${'a'.repeat(100_000)}\r\n\r\n`, 431, 'too large'],
    ['an unknown method', 'FETCH / HTTP/1.1\r\n\r\n', 400, 'not valid HTTP'],
    ['bytes that are no HTTP', '\u0016\u0003\u0001 hello\r\n\r\n', 400, 'not valid HTTP'],
    ['two lengths', `${HEAD}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`, 400, 'not valid HTTP'],
    ['a length beside chunks', `${HEAD}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}`, 400, 'not valid'],
    ['an expectation', `${HEAD}expect: more\r\nconnection: close\r\n\r\n`, 417, 'expect: more'],
  ])('answers %s in the shape of an error of the API', async (_, bytes, status, sentence) => {
    const [head = '', body = ''] = (await ask(bytes)).split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} .*request-id: req_`, 's'));
    const error = { type: 'invalid_request_error', message: expect.stringContaining(sentence) };
    // A chunked body has its length before it.
    const json: unknown = JSON.parse(body.slice(body.indexOf('{'), body.lastIndexOf('}') + 1));
    expect(json).toEqual({ type: 'error', error, request_id: expect.stringMatching(/^req_/) });
  });
});

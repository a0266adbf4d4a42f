import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { ApiError } from '@gateway/protocol';
import { freshId } from '@gateway/provider-kit';

/** Errors of Node's HTTP parser by their code, as responses; any other is a request that is no HTTP. */
const ERRORS: ReadonlyMap<string | undefined, { readonly status: number; readonly message: string }> = new Map([
  ['HPE_HEADER_OVERFLOW', { status: 431, message: 'the headers of the request are too large' }],
  ['ERR_HTTP_REQUEST_TIMEOUT', { status: 408, message: 'the request did not arrive in time' }],
]);
const NO_HTTP = { status: 400, message: 'the request is not valid HTTP' };

/**
 * Makes a server answer in Anthropic's shape where Node would write a response of its own, before any route: for what
 * its parser rejects, and for an `expect` header other than `100-continue`.
 *
 * Source: Node's documentation of `http.Server`, events `clientError` and `checkExpectation`.
 */
export function answerUnreadable(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    // Node marks a connection on which a response has begun: further bytes would be read as a part of it.
    const running = (socket as Socket & { _httpMessage?: ServerResponse | null })._httpMessage;
    if (!socket.writable || error.code === 'ECONNRESET' || running?.headersSent === true) {
      socket.destroy(error);
      return;
    }
    socket.end(toRawResponse(ERRORS.get(error.code) ?? NO_HTTP));
  });
  server.on('checkExpectation', ({ headers }: IncomingMessage, response: ServerResponse) => {
    const error = new ApiError('invalid_request_error', `expect: ${headers.expect} is not supported`, { status: 417 });
    const requestId = freshId('req_');
    response.writeHead(error.status, { 'content-type': 'application/json', 'request-id': requestId });
    response.end(JSON.stringify(error.toBody(requestId)));
  });
}

/** An HTTP/1.1 response with an error as its body, after which the connection is closed. */
function toRawResponse({ status, message }: { readonly status: number; readonly message: string }): string {
  const requestId = freshId('req_');
  const body = JSON.stringify(new ApiError('invalid_request_error', message, { status }).toBody(requestId));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    `request-id: ${requestId}`,
    'connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

import { once } from 'node:events';
import { createServer, request as send, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';

/** A request of the client's, and what the gateway has answered. */
export interface TappedRequest {
  readonly method: string;
  /** With its query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Parsed where it is JSON. */
  readonly body: unknown;
  /** 0 while there is no answer. */
  status: number;
  answerHeaders: IncomingHttpHeaders;
  answer: string;
  /** The client went away before the answer had come to its end, good or bad. */
  left: boolean;
}

/** Stands between client and gateway and writes down what passes; not a byte is changed. */
export interface ClientTap {
  readonly url: string;
  readonly exchanges: readonly TappedRequest[];
  close(): Promise<void>;
}

export async function startClientTap(gateway: string): Promise<ClientTap> {
  const target = new URL(gateway);
  const requests: TappedRequest[] = [];
  const server = createServer((request, response) => {
    void receive(request).then((requested) => {
      const requestContext = describe(request, requested);
      requests.push(requestContext);
      const there = send({
        host: target.hostname,
        port: target.port,
        path: request.url,
        method: request.method,
        headers: request.headers,
      });
      there.on('response', (answer) => {
        requestContext.status = answer.statusCode ?? 0;
        requestContext.answerHeaders = answer.headers;
        response.writeHead(requestContext.status, answer.headers);
        let over = false;
        const end = (): void => {
          over = true;
        };
        answer.once('end', end).once('error', end);
        response.once('close', () => {
          requestContext.left = !over;
        });
        answer.setEncoding('utf8').on('data', (text: string) => {
          requestContext.answer += text;
        });
        pipeline(answer, response, () => undefined);
      });
      // The gateway broke off, or the client has left.
      there.on('error', () => response.destroy());
      response.on('close', () => there.destroy());
      there.end(requested);
    }, ignoreTheGone);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges: requests,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function ignoreTheGone(): void {
  // A client that leaves while it asks has asked nothing.
}

async function receive(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function describe({ method = '', url = '', headers }: IncomingMessage, requested: Buffer): TappedRequest {
  return {
    method,
    url,
    headers,
    body: parse(requested),
    status: 0,
    answerHeaders: {},
    answer: '',
    left: false,
  };
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}

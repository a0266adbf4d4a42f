import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** A request as it arrived, byte by byte. */
export interface RawReceived {
  /** With the query. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Each piece is a write of its own. */
  readonly pieces: readonly Buffer[];
}

export interface RawUpstream {
  readonly url: string;
  readonly received: readonly RawReceived[];
  /** What is answered from now on. */
  answer: RawAnswer;
  close(): Promise<void>;
}

/** An upstream that understands nothing: it keeps the bytes that come and sends those that it was given. */
export async function startRawUpstream(answer: RawAnswer): Promise<RawUpstream> {
  const received: RawReceived[] = [];
  const server = createServer((request, response) => {
    const serve = async (): Promise<void> => {
      const body = Buffer.concat((await request.toArray()) as Buffer[]);
      received.push({ target: request.url ?? '', headers: request.headers, body });
      response.writeHead(upstream.answer.status, upstream.answer.headers);
      for (const piece of upstream.answer.pieces) {
        response.write(piece);
        await nextTurn();
      }
      response.end();
    };
    serve().catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const upstream: RawUpstream = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answer,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return upstream;
}

/** Bytes in pieces of this length. */
export function cut(bytes: Buffer, length: number): Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / length) }, (_, i) =>
    bytes.subarray(i * length, (i + 1) * length),
  );
}

import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { fillPlaceholders } from './fill-placeholders.js';
import { readPath } from './read-path.js';
import type { UpstreamAnswer } from './vector.types.js';

/** A request that the upstream received; `path` is decoded and has no query. */
export interface UpstreamCall {
  readonly method: string | undefined;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

/** Google's metadata server, from which Application Default Credentials come. */
const METADATA = '/computeMetadata/';

/** Plays the upstream of one vector at a time. */
export class MockUpstream {
  private answers: readonly UpstreamAnswer[] = [];
  calls: UpstreamCall[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<MockUpstream> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const mock = new MockUpstream(server);
    server.on('request', (request, response) => void mock.handle(request, response));
    return mock;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** From now on the n-th call gets the n-th answer, and all later ones the last. */
  play(answers: UpstreamAnswer | readonly UpstreamAnswer[]): void {
    this.answers = [answers].flat();
    this.calls = [];
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await readCall(request);
    if (call.path.startsWith(METADATA)) {
      answerAsMetadataServer(call.path, response);
      return;
    }
    this.calls.push(call);
    const answer = this.answers[Math.min(this.calls.length, this.answers.length) - 1];
    if (answer === undefined) response.writeHead(500).end('no answer is planned');
    else
      await writeAnswer(
        response,
        fillPlaceholders(answer, 'up', (path) => String(readPath(call, path))),
      );
  }
}

async function readCall(request: IncomingMessage): Promise<UpstreamCall> {
  const url = new URL(request.url ?? '/', 'http://mock');
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return {
    method: request.method,
    path: decodeURIComponent(url.pathname),
    query: Object.fromEntries(url.searchParams),
    headers: request.headers,
    body: parse(Buffer.concat(pieces).toString()),
  };
}

function answerAsMetadataServer(path: string, response: ServerResponse): void {
  response.writeHead(200, { 'metadata-flavor': 'Google', 'content-type': 'application/json' });
  if (path.endsWith('/token'))
    response.end(JSON.stringify({ access_token: 'ya29.test', expires_in: 3600, token_type: 'Bearer' }));
  else response.end(path.endsWith('project-id') ? 'p1' : 'ok');
}

async function writeAnswer(response: ServerResponse, answer: UpstreamAnswer): Promise<void> {
  const { type, body } = toBody(answer);
  response.writeHead(answer.status, { 'content-type': type, ...answer.headers });
  const size = answer.chunkBytes ?? Math.max(body.length, 1);
  for (let at = 0; at < body.length; at += size) {
    // A piece has left before the next one is written, and before the socket is destroyed.
    await new Promise((resolve) => response.write(body.subarray(at, at + size), resolve));
    await setImmediate();
  }
  if (answer.cut === true) response.destroy();
  else response.end();
}

function toBody({ json, sse, text, contentType }: UpstreamAnswer): { type: string; body: Buffer } {
  if (json !== undefined) return { type: 'application/json', body: Buffer.from(JSON.stringify(json)) };
  if (sse === undefined) return { type: contentType ?? 'text/plain', body: Buffer.from(text ?? '') };
  const stream = typeof sse === 'string' ? sse : sse.map((frame) => `${frame}\n\n`).join('');
  return { type: 'text/event-stream', body: Buffer.from(stream) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

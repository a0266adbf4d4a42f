import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Received } from '../upstreams/script.types.js';
import type { ReceivedRequest, FakeEncoder, Wire } from '../upstreams/wire.types.js';
import { type FaultName, FAULTS, type Sending } from './faults.js';

const NAMES = Object.keys(FAULTS) as readonly FaultName[];
const USAGE = { input: 20, output: 5 };
/** Words that every wire says in one piece. */
const SHORT = 'WORDS';
/** What the largest event says. */
export const TEN_MILLION = 'x'.repeat(10_000_000);

/** An upstream that understands its wire. A request that holds the name of a fault as a text is answered with it. */
export interface FaultUpstream {
  readonly url: string;
  /** Paths that were asked for, in their order. */
  readonly paths: readonly string[];
  /** Waits for an answer that stands in its middle and for `shown`, then lets that answer go on. */
  resume(shown?: Promise<unknown>): Promise<void>;
  /** Takes no connections until `open`, and drops those that it has. */
  close(): Promise<void>;
  /** Listens again, at the same address. */
  open(): Promise<void>;
}

/** Starts one on the loopback address. Every sound answer of it says these words. */
export async function startFaultUpstream(wire: Wire, words: string): Promise<FaultUpstream> {
  const paths: string[] = [];
  const inTheMiddle: (() => void)[] = [];
  const middle = (): Promise<void> => new Promise((goOn) => inTheMiddle.push(goOn));
  const server = createServer((request, response) => {
    // What a client that is gone, or a reset of our own, makes of a write is no matter here.
    serve(request, response).catch(() => response.destroy());
  });
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const received = await receive(request);
    const aside = wire.aside?.(received);
    if (aside !== undefined) {
      response.writeHead(aside.status, aside.headers).end(aside.body);
      return;
    }
    paths.push(received.path);
    const requested = wire.find(received);
    if (requested === undefined) response.writeHead(404).end();
    else await FAULTS[faultOf(received)](prepare(wire, requested, received, { response, words, middle }));
  };
  const listen = async (port: number): Promise<void> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const upstream: FaultUpstream = {
    url: `http://127.0.0.1:${port}`,
    paths,
    async resume(shown) {
      while (inTheMiddle.length === 0) await pause(5);
      await shown;
      inTheMiddle.shift()!();
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
    open: () => listen(port),
  };
  return upstream;
}

function faultOf({ body }: Received): FaultName {
  const text = JSON.stringify(body ?? '');
  return NAMES.find((name) => text.includes(`"${name}"`)) ?? 'none at all';
}

interface Manner extends Pick<Sending, 'response' | 'middle'> {
  readonly words: string;
}

function prepare(wire: Wire, requested: ReceivedRequest, { body }: Received, manner: Manner): Sending {
  const { words, ...rest } = manner;
  const problem = { status: 500, message: 'The server had an error' };
  const question = body as Record<string, unknown>;
  const encoder = (): FakeEncoder => wire.encoder(requested, question);
  if (requested.stream) {
    const speak = (text: string): [start: string, words: string, end: string] => {
      const speaking = encoder();
      return [speaking.begin(), speaking.say({ text }), speaking.end('done', USAGE)];
    };
    const huge = (): string => speak(SHORT).join('').replaceAll(SHORT, TEN_MILLION);
    return { ...rest, stream: true, parts: speak(words), huge, failure: encoder().fail(problem) };
  }
  const json = (text: string): string => JSON.stringify(encoder().whole([{ text }], 'done', USAGE));
  const [start = '', end = ''] = json(words).split(words);
  const huge = (): string => json(TEN_MILLION);
  const failure = JSON.stringify(wire.problem(problem));
  return { ...rest, stream: false, parts: [start, words, end], huge, failure };
}

async function receive(request: IncomingMessage): Promise<Received> {
  const url = new URL(request.url ?? '/', 'http://upstream');
  const text = Buffer.concat((await request.toArray()) as Buffer[]).toString();
  return {
    method: request.method ?? '',
    path: decodeURIComponent(url.pathname),
    query: Object.fromEntries(url.searchParams),
    headers: request.headers,
    body: text === '' ? undefined : (JSON.parse(text) as unknown),
    written: 0,
    hungUp: false,
    over: new Promise(() => undefined),
  };
}

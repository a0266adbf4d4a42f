import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isRecord } from '../judge/is-record.js';
import { playAnswer, sendProblem } from './play-answer.js';
import type { JsonObject, Problem, Received, Script } from './script.types.js';
import type { ReceivedRequest, Wire } from './wire.types.js';

/** A fake upstream at work. */
export interface Upstream {
  /** Without a slash at its end. */
  readonly url: string;
  /** Every request in its order, those that were refused too. */
  readonly received: readonly Received[];
  /** Why the real API would have refused requests; a correct gateway leaves it empty. */
  readonly refused: readonly Problem[];
  close(): Promise<void>;
}

/** What a fake answers when it is asked to count. */
export const COUNTED_TOKENS = 4321;

/** Starts a fake upstream on the loopback address: it uses the wire's format and sends the script's content. */
export async function startUpstream(wire: Wire, script: Script): Promise<Upstream> {
  const received: Received[] = [];
  const refused: Problem[] = [];
  const faults: unknown[] = [];
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const item = await receive(request, response);
    const aside = wire.aside?.(item);
    if (aside) {
      response.writeHead(aside.status, aside.headers).end(aside.body);
      return;
    }
    received.push(item);
    const requested = wire.find(item);
    const problem = requested ? (wire.bar(item) ?? refusal(wire, item.body, requested)) : notFound(item);
    if (problem) refused.push(problem);
    if (problem || !requested) {
      sendProblem(wire, problem ?? notFound(item), response);
      return;
    }
    item.conversation = wire.read(item.body as JsonObject, requested);
    if (requested.action === 'count') {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(wire.count(COUNTED_TOKENS)));
      return;
    }
    await playAnswer(wire, requested, item, await script(item.conversation, item), response);
  };
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      // A client that leaves is no fault of the fake's; anything else is, and must not pass for a broken network.
      if (!response.destroyed) faults.push(error);
      response.destroy();
    });
  });
  // A test that forgot it must not hold the whole run.
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    refused,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
      if (faults.length > 0) throw new AggregateError(faults, 'the fake upstream or its script is at fault');
    },
  };
}

function refusal(wire: Wire, body: unknown, requested: ReceivedRequest): Problem | undefined {
  if (isRecord(body)) return wire.refuse(body, requested);
  return { status: 400, message: 'We could not parse the JSON body of your request.' };
}

function notFound({ method, path }: Received): Problem {
  return { status: 404, message: `Invalid URL (${method} ${path})` };
}

async function receive(request: IncomingMessage, response: ServerResponse): Promise<Received> {
  const url = new URL(request.url ?? '/', 'http://upstream');
  const over = Promise.withResolvers<boolean>();
  const item: Received = {
    method: request.method ?? '',
    path: decodeURIComponent(url.pathname),
    query: Object.fromEntries(url.searchParams),
    headers: request.headers,
    body: undefined,
    written: 0,
    hungUp: false,
    over: over.promise,
  };
  response.once('close', () => {
    item.hungUp = !response.writableFinished;
    over.resolve(item.hungUp);
  });
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Object.assign(item, { body: parse(Buffer.concat(chunks).toString()) });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

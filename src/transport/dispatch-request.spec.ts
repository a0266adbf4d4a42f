import { AsyncLocalStorage } from 'node:async_hooks';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Gate, type Send, type UpstreamResponse } from '@gateway/provider-kit';
import { firstValueFrom } from 'rxjs';
import { Agent } from 'undici';
import { dispatchRequest } from './dispatch-request.js';
import { toFetch } from './to-fetch.js';

let server: Server;
let agent: Agent;
let url = '';
let send: Send;
let answer: (request: IncomingMessage, response: ServerResponse) => void;

beforeEach(async () => {
  server = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  agent = new Agent();
  send = dispatchRequest(() => agent);
});
afterEach(async () => {
  await agent.destroy();
  server.closeAllConnections();
  server.close();
});

interface Heard {
  /** Bytes so far. */
  size: number;
  /** `complete`, or the error's code. */
  end: string | undefined;
}

/** Reads a response at a gate, which it closes after the first bytes where that is requested. */
function read(response: UpstreamResponse, gate: Gate, closing: boolean): Heard {
  const received: Heard = { size: 0, end: undefined };
  let closed = !closing;
  response.bytes(gate).subscribe({
    next: (bytes) => {
      received.size += bytes.length;
      if (closed) return;
      closed = true;
      gate.close();
    },
    error: (error: { code?: string }) => (received.end = error.code ?? 'error'),
    complete: () => (received.end = 'complete'),
  });
  return received;
}

async function until(what: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !what(); tries++) await pause(10);
}

describe('dispatchRequest', () => {
  it('loses nothing when a connection breaks without a reader', async () => {
    answer = (_, response) => {
      response.writeHead(200).write('a'.repeat(1000));
      setTimeout(
        () => response.write('b'.repeat(50_000), () => setTimeout(() => response.socket?.resetAndDestroy(), 50)),
        50,
      );
    };
    const received = read(await firstValueFrom(send(url, {})), new Gate(), true);
    await until(() => received.end !== undefined);
    expect(received).toEqual({ size: 51_000, end: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/) });
  });

  const PLAIN = Buffer.alloc(20_000_000);
  const PACKED = gzipSync(PLAIN);
  it.each([
    ['reads', {}, PLAIN],
    ['decodes', { 'content-encoding': 'gzip' }, PACKED],
  ])('%s no more than passes the gate', async (_, headers, body) => {
    answer = (__, response) => response.writeHead(200, headers).end(body);
    const gate = new Gate();
    const received = read(await firstValueFrom(send(url, {})), gate, true);
    await pause(200);
    expect(received.size).toBeLessThan(1_000_000);
    gate.open();
    await until(() => received.end !== undefined);
    expect(received).toEqual({ size: PLAIN.length, end: 'complete' });
  });

  it('takes an empty body for what it is, whatever its encoding', async () => {
    answer = (_, response) => response.writeHead(401, { 'content-encoding': 'gzip', 'content-length': 0 }).end();
    const response = await firstValueFrom(send(url, {}));
    expect(response.status).toBe(401);
    const received = read(response, new Gate(), false);
    await until(() => received.end !== undefined);
    expect(received).toEqual({ size: 0, end: 'complete' });
  });

  it('runs in the context of its own request, also over the connection of another', async () => {
    answer = (_, response) => response.end('hello');
    const asker = new AsyncLocalStorage<string>();
    const contexts: (string | undefined)[] = [];
    const note = (): number => contexts.push(asker.getStore());
    for (const name of ['first', 'second']) {
      await asker.run(name, async () => {
        const { promise, resolve } = Promise.withResolvers<undefined>();
        send(url, {}).subscribe((response) => {
          note();
          response.bytes(new Gate()).subscribe({
            next: note,
            complete: () => {
              note();
              resolve(undefined);
            },
          });
        });
        await promise;
      });
    }
    expect(contexts).toEqual(['first', 'first', 'first', 'second', 'second', 'second']);
  });

  it('may drop a waiting response within a callback of another connection', async () => {
    const big = Buffer.alloc(1_000_000);
    answer = ({ url: path }, response) => response.end(path === '/big' ? big : 'small');
    const held = await firstValueFrom(send(`${url}big`, {}));
    await pause(100);
    const ended = Promise.withResolvers<Heard>();
    send(`${url}small`, {}).subscribe(() => ended.resolve(read(held, new Gate(), false)));
    const received = await ended.promise;
    await until(() => received.end !== undefined);
    expect(received).toEqual({ size: big.length, end: 'complete' });
  });
});

describe('toFetch', () => {
  it('sends a form as a form', async () => {
    let received = '';
    answer = (request, response) => {
      request.on('data', (bytes: Buffer) => (received += bytes.toString()));
      request.on('end', () => response.end(JSON.stringify({ type: request.headers['content-type'] })));
    };
    const body = new URLSearchParams({ grant_type: 'jwt', assertion: 'a b' });
    const response = await toFetch(send)(url, { method: 'POST', body });
    expect(await response.json()).toEqual({ type: 'application/x-www-form-urlencoded;charset=UTF-8' });
    expect(received).toBe('grant_type=jwt&assertion=a+b');
  });

  it('fails when the signal aborts', async () => {
    answer = () => undefined;
    const requested = toFetch(send)(url, { signal: AbortSignal.timeout(50) });
    await expect(requested).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});

import { afterEach, describe, expect, it } from '@jest/globals';
import { type ByteReply, type Call, Gate, type UpstreamLimits } from '@gateway/provider-kit';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { firstValueFrom, type Observable, toArray } from 'rxjs';
import { providerContext } from '@gateway/testing';
import { AnthropicEndpoint } from './anthropic.endpoint.js';
import { PassthroughProvider } from './passthrough.provider.js';

interface Received {
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

const ODD = String.raw`{"model":"m","n":[1.0,1e400,-0,12345678901234567890],"dup":1,"dup":2, "e":"\u00e9\/é","x_future":{}}`;
const LIMITS: UpstreamLimits = { retries: 0, commitAfter: 0, firstByte: 2000, idle: 2000, total: 0 };
const TOKEN = 'inbound-secret';

const servers: Server[] = [];
const received: Received[] = [];
let hungUp: Promise<unknown>;

/** An upstream on a free port; its requests are in `received`, and `hungUp` is set when a client disconnects. */
async function upstream(
  answer: (response: ServerResponse, request: Received) => void,
  limits = {},
  keys = 'upstream-key',
): Promise<PassthroughProvider> {
  received.length = 0;
  const left = Promise.withResolvers<unknown>();
  hungUp = left.promise;
  const server = createServer((request, response) => {
    response.on('close', () => response.writableFinished || left.resolve(undefined));
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { url, headers } = request;
      received.push({ url, headers, body: Buffer.concat(parts).toString() });
      answer(response, received.at(-1)!);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return provider((server.address() as AddressInfo).port, limits, keys);
}

function provider(port: number, limits: Partial<UpstreamLimits> = {}, keys = 'upstream-key'): PassthroughProvider {
  const context = { ...providerContext(fetch), limits: { ...LIMITS, ...limits } };
  return new PassthroughProvider({
    name: 'anthropic',
    context,
    endpoint: new AnthropicEndpoint(`http://127.0.0.1:${port}`, keys),
  });
}

function toCall(body = ODD, model = 'm', headers: Call['headers'] = {}): Call {
  return {
    request: JSON.parse(body) as Call['request'],
    rawBody: Buffer.from(body),
    headers: { authorization: `Bearer ${TOKEN}`, 'x-api-key': TOKEN, ...headers },
    query: '?beta=true',
    route: { requestedModel: 'm', provider: 'anthropic', model },
    stream: true,
    requestId: 'req_1',
    changes: new Set(),
  };
}

async function read(reply: Observable<ByteReply>): Promise<{ reply: ByteReply; body: string }> {
  const head = await firstValueFrom(reply);
  const parts = await firstValueFrom(head.bytes(new Gate()).pipe(toArray()));
  return { reply: head, body: Buffer.concat(parts).toString() };
}

const sse = { 'content-type': 'text/event-stream' };

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe('PassthroughProvider, on the way in', () => {
  it('sends the bytes as they came, under its own credential', async () => {
    const claude = await upstream((response) => response.end('{}'));
    const headers = { 'anthropic-beta': 'a,future-2099-01-01', 'x-app': 'cli', 'accept-encoding': 'gzip' };
    await read(claude.open(toCall(ODD, 'm', headers)));
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({
      url: '/v1/messages?beta=true',
      body: ODD,
      headers: {
        'x-api-key': 'upstream-key',
        'anthropic-beta': 'a,future-2099-01-01',
        'anthropic-version': '2023-06-01',
        'x-app': 'cli',
        'accept-encoding': 'identity',
        'content-length': String(Buffer.byteLength(ODD)),
      },
    });
    expect(JSON.stringify(received)).not.toContain(TOKEN);
  });

  it('changes only the model where it is mapped', async () => {
    const claude = await upstream((response) => response.end('{}'));
    await read(claude.open(toCall(ODD, 'claude-x')));
    expect(received[0]?.body).toBe(ODD.replace('"m"', '"claude-x"'));
  });

  it('leaves out what the gateway made, and notes it', async () => {
    const claude = await upstream((response) => response.end('{}'));
    const thought = '{"type":"thinking","thinking":"","signature":"gw1.or.e30"}';
    const body = `{"model":"m","messages":[{"role":"assistant","content":[${thought},{"type":"text","text":"t"}]}]}`;
    const call = toCall(body);
    await read(claude.countTokens(call));
    expect(received[0]).toMatchObject({
      url: '/v1/messages/count_tokens?beta=true',
      body: body.replace(`${thought},`, ''),
    });
    expect([...call.changes]).toEqual(['foreign-thinking-dropped']);
  });

  it('explains a request without its credentials', async () => {
    const explained = await provider(1).explain(toCall('{"model":"m","n":1}', 'claude-x'));
    expect(explained).toMatchObject({
      method: 'POST',
      url: 'http://127.0.0.1:1/v1/messages?beta=true',
      body: { model: 'claude-x', n: 1 },
    });
    expect(JSON.stringify(explained)).not.toMatch(/upstream-key|inbound-secret/);
  });
});

describe('PassthroughProvider, on the way out', () => {
  it.each([
    {
      status: 400,
      type: 'application/json',
      body: '{"type":"error", "error":{"n":1.0,"type":"x"} ,"request_id":"r"}\n',
    },
    { status: 429, type: 'application/json', body: '{"type":"error"}' },
    { status: 529, type: 'text/html', body: '<h1>Overloaded</h1>' },
  ])('hands on a $status as it is', async ({ status, type, body }) => {
    const headers = { 'content-type': type, 'request-id': 'req_011', 'retry-after': '7', location: '/v1/other' };
    const claude = await upstream((response) => response.writeHead(status, headers).end(body));
    const answer = await read(claude.open(toCall()));
    expect(answer).toMatchObject({ reply: { status }, body });
    expect(answer.reply.headers).toEqual({ 'content-type': type, 'request-id': 'req_011', 'retry-after': '7' });
    expect(received).toHaveLength(1);
  });

  it.each([
    { status: 307, type: 'text/plain' },
    { status: 200, type: 'text/html; charset=utf-8' },
  ])('takes a $status of $type for no answer of a Messages API', async ({ status, type }) => {
    const headers = { 'content-type': type, location: '/v1/other' };
    const claude = await upstream((response) => response.writeHead(status, headers).end('elsewhere'));
    await expect(read(claude.open(toCall()))).rejects.toMatchObject({ status: 502, type: 'api_error' });
    expect(received).toHaveLength(1);
  });

  it('hands on a whole answer, and reads its usage beside it', async () => {
    const body = String.raw`{"model":"m","x":1e400,"stop_reason":"end_turn","usage":{"input_tokens":3,"output_tokens":4.0}}`;
    const claude = await upstream((response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(body),
    );
    const answer = await read(claude.open(toCall()));
    expect(answer.body).toBe(body);
    expect(await answer.reply.facts).toEqual({ stopReason: 'end_turn', usage: { input_tokens: 3, output_tokens: 4 } });
  });

  const folder = new URL('../../../../shared/recordings/anthropic/', import.meta.url);
  const recordings = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.txt')) : [];
  (recordings.length > 0 ? it.each(recordings) : it.skip.each(['no recordings beside this repository']))(
    'pipes a stream unchanged, however it is cut: %s',
    async (name) => {
      const lines = readFileSync(new URL(name, folder), 'utf8').split('\n').filter(Boolean);
      const frames = lines.map((line) => `event: ${(JSON.parse(line) as { type: string }).type}\ndata: ${line}\n\n`);
      const stream = Buffer.from(`: comment\n\n${frames.join('')}`);
      for (const size of [1 + Math.ceil(stream.length / 40), 1000, stream.length]) {
        const claude = await upstream((response) => {
          response.writeHead(200, sse);
          const write = (at: number): void => {
            if (at >= stream.length) response.end();
            else response.write(stream.subarray(at, at + size), () => write(at + size));
          };
          write(0);
        });
        const { reply, body } = await read(claude.open(toCall()));
        expect(body).toBe(stream.toString());
        expect(await reply.facts).toMatchObject({
          stopReason: expect.any(String),
          usage: { input_tokens: expect.any(Number) },
        });
      }
    },
  );

  it('lets each piece out as it comes', async () => {
    let more = (): void => undefined;
    const claude = await upstream((response) => {
      response.writeHead(200, sse).write('first');
      more = () => response.end('last');
    });
    const reply = await firstValueFrom(claude.open(toCall()));
    const seen: string[] = [];
    await reply.bytes(new Gate()).forEach((bytes) => {
      seen.push(Buffer.from(bytes).toString());
      more();
    });
    expect(seen).toEqual(['first', 'last']);
  });

  it('reads no further while the gate is closed', async () => {
    const piece = 'x'.repeat(64 * 1024);
    let pushed = 0;
    const claude = await upstream((response) => {
      response.writeHead(200, sse);
      const push = (): void => {
        while (pushed < 2000 && response.write(piece)) pushed++;
        response.once('drain', push);
      };
      push();
    });
    const gate = new Gate();
    const reply = await firstValueFrom(claude.open(toCall()));
    let reads = 0;
    const subscription = reply.bytes(gate).subscribe(() => {
      reads++;
      gate.close();
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(reads).toBe(1);
    expect(pushed).toBeLessThan(2000);
    subscription.unsubscribe();
    await hungUp;
  });
});

describe('PassthroughProvider with several keys', () => {
  const json = { 'content-type': 'application/json' };
  const error = (message: string): string => JSON.stringify({ type: 'error', error: { type: 'x', message } });
  const keysUsed = (): unknown[] => received.map(({ headers }) => headers['x-api-key']);

  it('tries all keys of a session in one order, and forwards the last refusal unchanged', async () => {
    const claude = await upstream(
      (response, { headers }) => response.writeHead(401, json).end(error(`no ${String(headers['x-api-key'])}`)),
      {},
      'a,b,c',
    );
    const answer = await read(claude.open({ ...toCall(), session: 's' }));
    expect(keysUsed().toSorted()).toEqual(['a', 'b', 'c']);
    expect([answer.reply.status, answer.body]).toEqual([401, error(`no ${String(keysUsed()[2])}`)]);
  });

  it('keeps the key of a session', async () => {
    const claude = await upstream((response) => response.end('{}'), {}, 'a,b,c');
    for (let i = 0; i < 4; i++) await read(claude.open({ ...toCall(), session: 's' }));
    expect(new Set(keysUsed()).size).toBe(1);
  });

  it('tries no other key after a 403 about one file', async () => {
    const body = error('You do not have permission to access the File abc');
    const claude = await upstream((response) => response.writeHead(403, json).end(body), {}, 'a,b');
    expect(await read(claude.open(toCall()))).toMatchObject({ reply: { status: 403 }, body });
    expect(received).toHaveLength(1);
  });

  it('hands on what came of a refusal that breaks off', async () => {
    const claude = await upstream((response) => {
      response
        .writeHead(429, { ...json, 'content-length': '100' })
        .write('{"type"', () => setTimeout(() => response.destroy(), 20));
    });
    const reply = await firstValueFrom(claude.open(toCall()));
    expect(reply.status).toBe(429);
    await expect(firstValueFrom(reply.bytes(new Gate()).pipe(toArray()))).rejects.toMatchObject({ status: 502 });
  });
});

describe('PassthroughProvider, when it goes wrong', () => {
  it('does not blame the upstream for what fails before anything is sent', async () => {
    let tries = 0;
    const target = (): Promise<never> => {
      tries++;
      return Promise.reject(new TypeError('no such path'));
    };
    const context = { ...providerContext(fetch), limits: { ...LIMITS, retries: 2 } };
    const claude = new PassthroughProvider({ name: 'anthropic', context, endpoint: { target } });
    await expect(firstValueFrom(claude.open(toCall()))).rejects.toBeInstanceOf(TypeError);
    expect(tries).toBe(1);
  });

  it('blames the upstream for its silence and for what is no answer', async () => {
    const silent = await upstream(() => undefined, { firstByte: 20 });
    await expect(firstValueFrom(silent.open(toCall()))).rejects.toMatchObject({ origin: 'upstream' });
    const portal = await upstream((response) => response.writeHead(200, { 'content-type': 'text/html' }).end('x'));
    await expect(firstValueFrom(portal.open(toCall()))).rejects.toMatchObject({ origin: 'upstream' });
  });

  it('returns 502 where no server listens, after all retries', async () => {
    let tries = 0;
    const claude = await upstream(
      (response) => {
        tries++;
        response.destroy();
      },
      { retries: 2 },
    );
    await expect(firstValueFrom(claude.open(toCall()))).rejects.toMatchObject({ status: 502, type: 'api_error' });
    expect(tries).toBe(3);
  });

  it('returns 504 where the upstream stays silent', async () => {
    const claude = await upstream(() => undefined, { firstByte: 50, retries: 2 });
    await expect(firstValueFrom(claude.open(toCall()))).rejects.toMatchObject({ status: 504, type: 'timeout_error' });
    await hungUp;
    expect(received).toHaveLength(1);
  });

  it.each([
    { what: 'is cut', limits: {}, status: 502, then: (response: ServerResponse) => response.destroy() },
    { what: 'falls silent', limits: { idle: 50 }, status: 504, then: () => undefined },
    { what: 'takes too long', limits: { total: 80 }, status: 504, then: () => undefined },
  ])('fails after the content so far when a stream $what', async ({ limits, status, then }) => {
    const claude = await upstream((response) => {
      response.writeHead(200, sse).write('event: ping\n\n', () => setTimeout(() => then(response), 20));
    }, limits);
    const reply = await firstValueFrom(claude.open(toCall()));
    let said = '';
    const reading = reply.bytes(new Gate()).forEach((bytes) => void (said += Buffer.from(bytes).toString()));
    await expect(reading).rejects.toMatchObject({ status });
    expect(said).toBe('event: ping\n\n');
    expect(await reply.facts).toEqual({});
  });

  it('hangs up at once when the client leaves before the first byte', async () => {
    const requested = Promise.withResolvers<undefined>();
    const claude = await upstream(() => requested.resolve(undefined));
    const subscription = claude.open(toCall()).subscribe();
    await requested.promise;
    subscription.unsubscribe();
    await hungUp;
  });

  it('hangs up at once when the client leaves in mid-stream', async () => {
    const claude = await upstream((response) => response.writeHead(200, sse).write('event: ping\n\n'));
    const reply = await firstValueFrom(claude.open(toCall()));
    const subscription = reply.bytes(new Gate()).subscribe(() => subscription.unsubscribe());
    await hungUp;
    expect(await reply.facts).toEqual({});
  });
});

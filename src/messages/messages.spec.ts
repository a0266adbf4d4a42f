import { afterEach, describe, expect, it } from '@jest/globals';
import type { ByteReply, Call, EventReply, Gate, Provider, Reply } from '@gateway/provider-kit';
import { ApiError, type StreamEvent } from '@gateway/protocol';
import { concat, defer, EMPTY, finalize, NEVER, Observable, of, Subject, throwError } from 'rxjs';
import { openStream } from '../testing/open-stream.js';
import { type RunningApp, startApp } from '../testing/start-app.js';

const usage = { input_tokens: 3, output_tokens: 0, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 };
const START: StreamEvent = {
  type: 'message_start',
  message: {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'the-upstream-name',
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage,
  },
};
const OPEN: StreamEvent = { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } };
const CLOSE: StreamEvent = { type: 'content_block_stop', index: 0 };
const END: readonly StreamEvent[] = [
  {
    type: 'message_delta',
    delta: { stop_reason: 'end_turn', stop_sequence: null },
    usage: { ...usage, output_tokens: 2 },
  },
  { type: 'message_stop' },
];
const text = (said: string): StreamEvent => ({
  type: 'content_block_delta',
  index: 0,
  delta: { type: 'text_delta', text: said },
});
const STORY = [[START, { type: 'ping' }], [OPEN, text('Hel')], [text('lo')], [CLOSE, ...END]] as const;

const question = { model: 'claude-sonnet-5', max_tokens: 9, messages: [], stream: true };

let running: RunningApp | undefined;

afterEach(async () => {
  await running?.close();
  running = undefined;
});

async function gateway(open: (call: Call) => Observable<Reply>, more: Partial<Provider> = {}): Promise<string> {
  running = await startApp({ open, ...more });
  return `${running.url}/v1/messages`;
}

function events(source: (gate: Gate) => Observable<readonly StreamEvent[]>): Observable<EventReply> {
  return of({ status: 200, headers: { 'x-upstream-request-id': 'up-1' }, events: source });
}

function bytes(source: (gate: Gate) => Observable<Uint8Array>, head: Partial<ByteReply> = {}): Observable<ByteReply> {
  return of({ status: 200, headers: { 'content-type': 'text/event-stream' }, ...head, bytes: source });
}

const post = (url: string, body: unknown): Promise<Response> =>
  fetch(url, { method: 'POST', body: JSON.stringify(body) });

const encode = (said: string): Uint8Array => new TextEncoder().encode(said);

describe('a stream', () => {
  it("is framed as Anthropic's, under the name that the client asked for", async () => {
    const url = await gateway(() => events(() => of(...STORY)));
    const response = await post(`${url}?beta=true`, question);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    expect(response.headers.get('request-id')).toMatch(/^req_[0-9A-Za-z]{24}$/);
    expect(response.headers.get('x-upstream-request-id')).toBe('up-1');
    expect(response.headers.has('x-powered-by')).toBe(false);
    const renamed = JSON.stringify(START).replace('the-upstream-name', 'claude-sonnet-5');
    const frames = STORY.flat().map((event) => {
      const data = event === START ? renamed : JSON.stringify(event);
      return `event: ${event.type}\ndata: ${data}\n\n`;
    });
    expect(await response.text()).toBe(frames.join(''));
  });

  it('tells what was changed', async () => {
    const url = await gateway((call) => {
      call.changes.add('sampling-dropped').add('effort-adjusted');
      return events(() => of(...STORY));
    });
    const response = await post(url, question);
    expect(response.headers.get('x-gateway-changes')).toBe('sampling-dropped, effort-adjusted');
    await response.body?.cancel();
  });

  it.each([
    [
      'opening',
      () => throwError(() => new ApiError('rate_limit_error', 'slow down', { headers: { 'retry-after': '7' } })),
    ],
    [
      'the first event',
      () =>
        events(() =>
          throwError(() => new ApiError('rate_limit_error', 'slow down', { headers: { 'retry-after': '7' } })),
        ),
    ],
  ])('that fails at %s is an error with its status', async (_name, open) => {
    const response = await post(await gateway(open), question);
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('7');
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.has('x-upstream-request-id')).toBe(false);
    expect(await response.json()).toEqual({
      type: 'error',
      error: { type: 'rate_limit_error', message: 'slow down' },
      request_id: response.headers.get('request-id'),
    });
  });

  it('that says nothing is an error', async () => {
    const response = await post(await gateway(() => events(() => EMPTY)), question);
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ error: { type: 'api_error' } });
  });

  it('that fails later ends in an error event, its block left open', async () => {
    const failure = throwError(() => new ApiError('overloaded_error', 'busy'));
    const url = await gateway(() => events(() => concat(of([START], [OPEN, text('Hel')]), failure)));
    const response = await post(url, question);
    expect(response.status).toBe(200);
    const frames = (await response.text()).trimEnd().split('\n\n');
    const id = String(response.headers.get('request-id'));
    expect(frames.at(-2)).toContain('"text":"Hel"');
    expect(frames.at(-1)).toBe(
      `event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"busy"},"request_id":"${id}"}`,
    );
  });

  it('hides what nobody foresaw', async () => {
    const failure = throwError(() => new TypeError('secret detail'));
    const url = await gateway(({ stream }) => (stream ? events(() => concat(of([START]), failure)) : failure));
    const late = await (await post(url, question)).text();
    expect(late).toContain('{"type":"api_error","message":"internal error"}');
    const early = await post(url, { ...question, stream: false });
    expect(early.status).toBe(500);
    expect(await early.json()).toMatchObject({ error: { type: 'api_error', message: 'internal error' } });
  });

  it('arrives while it is still spoken', async () => {
    const spoken = new Subject<readonly StreamEvent[]>();
    const url = await gateway(() => events(() => concat(of([START]), spoken)));
    const response = await post(url, question);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toContain('event: message_start');
    spoken.next(END);
    expect((await reader.read()).value).toContain('event: message_stop');
    spoken.complete();
    expect((await reader.read()).done).toBe(true);
  });

  it('stops at once when the client leaves, before the first byte and after it', async () => {
    const left: string[] = [];
    const silent = (after: readonly StreamEvent[][]) => (): Observable<readonly StreamEvent[]> =>
      concat(of(...after), NEVER).pipe(finalize(() => left.push(after.length === 0 ? 'early' : 'late')));
    let asked = new Subject<void>();
    const url = await gateway((call) => {
      asked.next();
      return call.request.max_tokens === 1
        ? NEVER.pipe(finalize(() => left.push('opening')))
        : events(silent(call.request.max_tokens === 2 ? [] : [[START]]));
    });
    for (const [max_tokens, expected] of [
      [1, 'opening'],
      [2, 'early'],
      [3, 'late'],
    ] as const) {
      asked = new Subject();
      const arrived = new Promise<void>((resolve) => asked.subscribe(resolve));
      const client = openStream(url, { ...question, max_tokens });
      await arrived;
      if (expected === 'late') await client.response;
      client.leave();
      const begun = performance.now();
      while (left.at(-1) !== expected && performance.now() - begun < 1000) await new Promise(setImmediate);
      expect(left.at(-1)).toBe(expected);
    }
  });

  it('waits for a client that reads nothing', async () => {
    const piece = [text('x'.repeat(10_000))];
    const total = 5_000;
    let pulled = 0;
    let gate: Gate | undefined;
    const flood = (opened: Gate): Observable<readonly StreamEvent[]> =>
      new Observable((subscriber) => {
        gate = opened;
        subscriber.next([START, OPEN]);
        const pump = async (): Promise<void> => {
          while (!subscriber.closed && pulled < total) {
            await (opened.wait() ?? new Promise(setImmediate));
            subscriber.next(piece);
            pulled++;
          }
          subscriber.next([CLOSE, ...END]);
          subscriber.complete();
        };
        void pump();
      });
    const client = openStream(await gateway(() => events(flood)), question);
    await client.response;
    let before = -1;
    while (before !== pulled) {
      before = pulled;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    // What fits into the buffers of two sockets and two processes; not the 50 MB.
    expect(pulled).toBeLessThan(total / 2);
    expect(gate?.wait()).toBeDefined();
    const all = await client.read();
    expect(pulled).toBe(total);
    expect(all.endsWith('event: message_stop\ndata: {"type":"message_stop"}\n\n')).toBe(true);
    expect(all.length).toBeGreaterThan(total * 10_000);
  });
});

describe('a whole answer', () => {
  it('is the same events, folded', async () => {
    const url = await gateway((call) => {
      expect(call.stream).toBe(false);
      call.changes.add('usage-estimated');
      return events(() => of(...STORY));
    });
    const response = await post(url, { ...question, stream: false });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('x-gateway-usage')).toBe('estimated');
    expect(response.headers.get('x-upstream-request-id')).toBe('up-1');
    expect(await response.json()).toMatchObject({
      model: 'claude-sonnet-5',
      content: [{ type: 'text', text: 'Hello' }],
      stop_reason: 'end_turn',
      usage: { input_tokens: 3, output_tokens: 2 },
    });
  });

  it('that fails midway is an error, whatever came before', async () => {
    const failure = throwError(() => new ApiError('timeout_error', 'too long'));
    const url = await gateway(() => events(() => concat(of(...STORY.slice(0, 3)), failure)));
    const response = await post(url, { ...question, stream: false });
    expect(response.status).toBe(504);
    expect(await response.json()).toMatchObject({ error: { type: 'timeout_error' } });
  });
});

describe('bytes', () => {
  it('pass as they are, with their status and headers', async () => {
    const head = { status: 418, headers: { 'content-type': 'application/json', 'request-id': 'req_theirs' } };
    const url = await gateway(() => bytes(() => of(encode('{"a"'), encode(': 1.0}')), head));
    const response = await post(url, question);
    expect(response.status).toBe(418);
    expect(response.headers.get('request-id')).toBe('req_theirs');
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.text()).toBe('{"a": 1.0}');
  });

  it('may be none at all', async () => {
    const response = await post(await gateway(() => bytes(() => EMPTY, { status: 204, headers: {} })), question);
    expect(response.status).toBe(204);
  });

  const failure = throwError(() => new ApiError('api_error', 'cut off'));
  const FRAME = 'event: ping\ndata: {}\n\n';

  it.each([
    ['in one piece', [FRAME]],
    ['byte by byte', FRAME.split(/(?=.)/s)],
    ['with Windows line ends', ['event: ping\r\ndata: {}\r\n\r\n']],
  ])('that break off between frames end in an error event: %s', async (_name, pieces) => {
    const url = await gateway(() => bytes(() => concat(of(...pieces.map(encode)), failure)));
    const said = await (await post(url, question)).text();
    expect(said).toMatch(
      /\n\r?\nevent: error\ndata: \{"type":"error","error":\{"type":"api_error","message":"cut off"\}/,
    );
  });

  it.each([
    ['within a frame', 'event: ping\ndata: {', 'text/event-stream'],
    ['within JSON', '{"a":\n\n', 'application/json'],
  ])('that break off %s break the connection', async (_name, piece, type) => {
    const head = { headers: { 'content-type': type } };
    const url = await gateway(() => bytes(() => concat(of(encode(piece)), failure), head));
    const response = await post(url, question);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });

  it('that fail before the first one are an error with its status', async () => {
    const response = await post(await gateway(() => bytes(() => failure)), question);
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ error: { message: 'cut off' } });
  });
});

describe('count_tokens', () => {
  it('answers with a number', async () => {
    const url = await gateway(() => NEVER, { countTokens: () => of(4711) });
    const response = await post(`${url}/count_tokens?beta=true`, question);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ input_tokens: 4711 });
  });

  it("hands on the upstream's own answer", async () => {
    const head = { status: 403, headers: { 'content-type': 'application/json' } };
    const url = await gateway(() => NEVER, { countTokens: () => bytes(() => of(encode('{"type":"error"}')), head) });
    const response = await post(`${url}/count_tokens`, question);
    expect(response.status).toBe(403);
    expect(await response.text()).toBe('{"type":"error"}');
  });
});

describe('the call', () => {
  it('is what the client sent, and who answers', async () => {
    let seen: Call | undefined;
    const url = await gateway((call) => {
      seen = call;
      return events(() => defer(() => of(...STORY)));
    });
    const body = '{"model":"claude-haiku-5" ,"max_tokens":1.0,"messages":[],"new":"ü"}';
    const headers = { 'anthropic-beta': 'a,b', 'X-App': 'cli' };
    const response = await fetch(`${url}?beta=true&x=1`, { method: 'POST', body, headers });
    expect(seen?.route).toEqual({ asked: 'claude-haiku-5', provider: 'scripted', model: 'little' });
    expect(Buffer.from(seen?.rawBody ?? []).toString()).toBe(body);
    expect(seen?.request).toEqual(JSON.parse(body));
    expect(seen).toMatchObject({
      stream: false,
      query: '?beta=true&x=1',
      requestId: response.headers.get('request-id'),
    });
    expect(seen?.headers).toMatchObject({ 'anthropic-beta': 'a,b', 'x-app': 'cli' });
  });
});

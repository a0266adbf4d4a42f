import { ApiError, type MessagesRequest, type StreamEvent } from '@gateway/protocol';
import { describe, expect, it } from '@jest/globals';
import { firstValueFrom, lastValueFrom, toArray } from 'rxjs';
import { providerContext } from '@gateway/testing';
import type { Dialect } from './dialect.types.js';
import { Gate } from './gate.js';
import type { ProviderContext, UpstreamLimits } from './provider-context.types.js';
import type { Call, EventReply, Provider } from './provider.types.js';
import { translatedProvider } from './translated-provider.js';

interface Body {
  readonly model: string;
  readonly extra?: boolean;
}

interface Chunk {
  readonly say?: string;
  readonly fail?: string;
  readonly stop?: true;
}

/** The smallest dialect: it writes the chunks' text, and has one correction, which leaves `extra` out. */
const DIALECT: Dialect<Body, Chunk> = {
  name: 'tiny',
  traits: () => ({
    upstream: 'tiny',
    toolName: { max: 64, foreign: /\W/g, keep: 55 },
    toolId: { max: 64, keep: 47 },
    maxTools: 128,
    stops: 0,
    singleCallParameter: true,
    documentUrls: false,
    hosted: () => 'refused',
  }),
  path: () => '/answer',
  toBody: ({ model }) => ({ model, extra: true }),
  translator: (writer) => ({
    push: ({ say, fail, stop }) => {
      if (fail !== undefined) throw new ApiError('overloaded_error', fail);
      writer.text(say ?? '');
      if (stop) writer.finish();
    },
    end: () => {
      throw new ApiError('api_error', 'ended early');
    },
  }),
  asChunks: (reply) => reply as readonly Chunk[],
  toError: ({ status, body }) =>
    new ApiError(status === 503 ? 'overloaded_error' : 'invalid_request_error', String(body)),
  asAnswer: ({ body }) => (body === 'spent' ? [{ stop: true }] : undefined),
  corrections: {
    readRefusal: ({ status, body }) => ({ status, message: String(body), body }),
    rules: [
      {
        forms: [{ sentence: /^no extra$/ }],
        correct: () => ({ cause: 'extra', change: 'sampling-dropped', apply: ({ model }) => ({ model }) }),
      },
    ],
  },
};

const CALL: Call = {
  request: { model: 'm', max_tokens: 5, messages: [{ role: 'user', content: 'hi' }] },
  rawBody: new Uint8Array(40),
  headers: {},
  query: '',
  route: { requestedModel: 'm', provider: 'tiny', model: 'm' },
  stream: true,
  requestId: 'req_1',
  changes: new Set(),
};

const LIMITS: UpstreamLimits = { retries: 0, commitAfter: 5000, firstByte: 0, idle: 0, total: 0 };

const SIGNED = { authorization: 'Bearer secret', 'x-new-key': 'secret', 'content-type': 'application/json' };

type Fetch = (body: Body, signal: AbortSignal) => Response | Promise<Response>;

function provider(fetch: Fetch, limits: Partial<UpstreamLimits> = {}, strict = false): Provider {
  const web: ProviderContext['fetch'] = async (_, init) =>
    fetch(JSON.parse(init?.body as string) as Body, init?.signal ?? AbortSignal.abort());
  const context: ProviderContext = {
    ...providerContext(web),
    limits: { ...LIMITS, ...limits },
    tokenizer: { count: (texts) => Promise.resolve(texts.join('').length) },
    strict,
  };
  return translatedProvider({
    context,
    endpoint: {
      sign: ({ path, body }) =>
        Promise.resolve({
          url: `http://me:secret@x${path}?key=secret&v=1`,
          init: { method: 'POST', headers: new Headers(SIGNED), body: JSON.stringify(body) },
        }),
    },
    dialect: () => DIALECT,
  });
}

const sse = (...chunks: readonly Chunk[]): string =>
  chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('');
const stream = (text: string): Response => new Response(text, { headers: { 'content-type': 'text/event-stream' } });

/** A stream that is written to by hand. */
function open(signal: AbortSignal): { response: Response; write(text: string): void; pulls(): number } {
  let sink!: ReadableStreamDefaultController<Uint8Array>;
  let pulls = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        sink = controller;
      },
      pull: () => {
        pulls++;
      },
    },
    { highWaterMark: 0 },
  );
  signal.addEventListener('abort', () => sink.error(signal.reason));
  const response = new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  return { response, write: (text) => sink.enqueue(new TextEncoder().encode(text)), pulls: () => pulls };
}

async function ask(given: Provider, call: Partial<Call> = {}): Promise<EventReply> {
  return (await firstValueFrom(given.open({ ...CALL, ...call }))) as EventReply;
}

async function read(reply: EventReply): Promise<StreamEvent['type'][]> {
  const batches = await lastValueFrom(reply.events(new Gate()).pipe(toArray()));
  return batches.flat().map(({ type }) => type);
}

const WHOLE_MESSAGE = [
  'message_start',
  'ping',
  'content_block_start',
  'content_block_delta',
  'content_block_stop',
  'message_delta',
  'message_stop',
];

describe('whose failure it is', () => {
  const never = (): never => {
    throw new Error('nothing may be sent');
  };
  const failureOf = async (given: Provider): Promise<{ origin?: string; status?: number }> =>
    (await ask(given).catch((error: unknown) => error)) as { origin?: string; status?: number };

  it("is the upstream's after a refusal, a break and a silence", async () => {
    const refused = provider(() => new Response('busy', { status: 503 }));
    const unreachable = provider(() => Promise.reject(Object.assign(new TypeError('x'), { code: 'ECONNREFUSED' })));
    const silent = provider(() => new Promise(() => undefined), { firstByte: 20 });
    const nothing = provider(() => stream(''));
    for (const given of [refused, unreachable, silent, nothing])
      expect(await failureOf(given)).toMatchObject({ origin: 'upstream' });
  });

  it("is the gateway's where a request cannot be signed, and that is not repeated", async () => {
    let signed = 0;
    const failing = translatedProvider({
      context: { ...providerContext(never), limits: { ...LIMITS, retries: 3 } },
      endpoint: {
        sign: () => {
          signed++;
          return Promise.reject(new TypeError('no such path'));
        },
      },
      dialect: () => DIALECT,
    });
    expect(await failureOf(failing)).toBeInstanceOf(TypeError);
    expect(signed).toBe(1);
  });
});

describe('a translated provider', () => {
  it('answers streamed and whole by the same translator', async () => {
    const chunks: Chunk[] = [{ say: 'a' }, { stop: true }];
    const streamed = await ask(provider(() => stream(sse(...chunks))));
    const whole = await ask(
      provider(() => Response.json(chunks)),
      { stream: false },
    );
    const unasked = await ask(provider(() => Response.json(chunks)));
    for (const reply of [streamed, whole, unasked]) expect(await read(reply)).toEqual(WHOLE_MESSAGE);
  });

  it.each([
    ['a status', () => new Response('busy', { status: 503 }), 'overloaded_error'],
    ['an error as first chunk', () => stream(sse({ fail: 'busy' })), 'overloaded_error'],
    ['an end without an answer', () => stream(''), 'api_error'],
    ['a page of HTML', () => new Response('<p>', { headers: { 'content-type': 'text/html' } }), 'api_error'],
    ['a chunk that is no JSON', () => stream('data: {"say"\n\n'), 'api_error'],
    [
      'a refused connection',
      () => Promise.reject(Object.assign(new Error('x'), { code: 'ECONNREFUSED' })),
      'api_error',
    ],
  ])('fails before the answer is committed: %s', async (_, fetch, type) => {
    await expect(ask(provider(fetch))).rejects.toMatchObject({ name: 'ApiError', type });
  });

  it('fails after the content so far, and leaves the block open', async () => {
    const reply = await ask(provider(() => stream(sse({ say: 'a' }, { fail: 'busy' }))));
    const seen: string[] = [];
    await new Promise<void>((resolve) => {
      reply.events(new Gate()).subscribe({
        next: (batch) => seen.push(...batch.map(({ type }) => type)),
        error: (error: unknown) => {
          seen.push((error as ApiError).type);
          resolve();
        },
      });
    });
    expect(seen).toEqual([...WHOLE_MESSAGE.slice(0, 4), 'overloaded_error']);
  });

  it('commits a silent stream after a while, and goes on with it', async () => {
    let upstream: ReturnType<typeof open> | undefined;
    const given = provider((_, signal) => (upstream = open(signal)).response, { commitAfter: 20 });
    const reply = await ask(given);
    const events = read(reply);
    upstream?.write(sse({ say: 'a' }, { stop: true }));
    expect(await events).toEqual(WHOLE_MESSAGE);
  });

  it('commits also while the upstream has not even answered', async () => {
    const late = Promise.withResolvers<Response>();
    const reply = await ask(provider(() => late.promise, { commitAfter: 20 }));
    const events = read(reply).catch((error: unknown) => (error as ApiError).type);
    late.resolve(new Response('busy', { status: 503 }));
    expect(await events).toBe('overloaded_error');
  });

  it('without a limit waits for a silent stream to begin, or to fail', async () => {
    const late = Promise.withResolvers<Response>();
    const reply = ask(provider(() => late.promise, { commitAfter: 0 }));
    setTimeout(() => late.resolve(new Response('busy', { status: 503 })), 30);
    await expect(reply).rejects.toMatchObject({ type: 'overloaded_error' });
  });

  it('lets a whole answer wait', async () => {
    const late = Promise.withResolvers<Response>();
    const reply = ask(
      provider(() => late.promise, { commitAfter: 5 }),
      { stream: false },
    );
    setTimeout(() => late.resolve(Response.json([{ say: 'a' }, { stop: true }])), 30);
    expect(await read(await reply)).toEqual(WHOLE_MESSAGE);
  });

  it('corrects a refused request once, and remembers for the next', async () => {
    const sent: Body[] = [];
    const given = provider((body) => {
      sent.push(body);
      return body.extra ? new Response('no extra', { status: 400 }) : stream(sse({ say: 'a' }, { stop: true }));
    });
    await ask(given);
    await ask(given);
    expect(sent).toEqual([{ model: 'm', extra: true }, { model: 'm' }, { model: 'm' }]);
  });

  it('notes what a correction does, when it is made and whenever it is made again', async () => {
    const given = provider((body) =>
      body.extra ? new Response('no extra', { status: 400 }) : stream(sse({ say: 'a' }, { stop: true })),
    );
    for (const changes of [new Set(), new Set()] as Call['changes'][]) {
      await ask(given, { changes });
      expect([...changes]).toContain('sampling-dropped');
    }
  });

  it('makes no correction with loss where it is strict, and remembers that it could not', async () => {
    let tries = 0;
    const given = provider(() => {
      tries++;
      return new Response('no extra', { status: 400 });
    }, {}, true); // prettier-ignore
    for (let i = 0; i < 2; i++) {
      await expect(ask(given, { changes: new Set() })).rejects.toMatchObject({
        type: 'invalid_request_error',
        message: '[tiny] STRICT: the request cannot be carried without loss: sampling-dropped',
      });
    }
    expect(tries).toBe(1);
  });

  it('refuses loss before anything is sent where it is strict', async () => {
    const prefill = { ...CALL.request, messages: [...CALL.request.messages, { role: 'assistant', content: 'So' }] };
    const given = provider(() => Promise.reject(new Error('must not be asked')), {}, true);
    const requested = ask(given, { request: prefill as MessagesRequest, changes: new Set() });
    await expect(requested).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining('prefill') as unknown,
    });
  });

  it('explains what it would send, and shows no credential', async () => {
    const given = provider(() => Promise.reject(new Error('must not be asked')), {}, true);
    expect(await given.explain(CALL)).toEqual({
      method: 'POST',
      url: 'http://x/answer?v=1',
      headers: { 'content-type': 'application/json' },
      body: { model: 'm', extra: true },
    });
  });

  it('does not correct the same cause twice', async () => {
    let tries = 0;
    const given = provider(() => {
      tries++;
      return new Response('no extra', { status: 400 });
    });
    await expect(ask(given)).rejects.toMatchObject({ type: 'invalid_request_error' });
    expect(tries).toBe(2);
  });

  it.each([
    [0, 1],
    [1, 2],
  ])('repeats a failed connection as often as it may: %d', async (retries, tries) => {
    let seen = 0;
    const given = provider(() => {
      seen++;
      return Promise.reject(Object.assign(new Error('x'), { code: 'ECONNRESET' }));
    }, { retries }); // prettier-ignore
    await expect(ask(given)).rejects.toMatchObject({ status: 502 });
    expect(seen).toBe(tries);
  });

  it('takes a failure that is an answer for one', async () => {
    const reply = await ask(provider(() => new Response('spent', { status: 400 })));
    expect(await read(reply)).toEqual(['message_start', 'ping', 'message_delta', 'message_stop']);
  });

  it('does not repeat what the request itself is to blame for', async () => {
    let seen = 0;
    const given = provider(() => new Response(`no ${seen++}`, { status: 400 }), { retries: 3 });
    await expect(ask(given)).rejects.toMatchObject({ status: 400 });
    expect(seen).toBe(1);
  });

  it('hangs up when the client leaves, before and after the first byte', async () => {
    const signals: AbortSignal[] = [];
    const given = provider((_, signal) => {
      signals.push(signal);
      const upstream = open(signal);
      if (signals.length === 2) upstream.write(sse({ say: 'a' }));
      return upstream.response;
    });
    const waiting = given.open(CALL).subscribe();
    await new Promise((resolve) => setTimeout(resolve, 10));
    waiting.unsubscribe();
    const reading = (await ask(given)).events(new Gate()).subscribe();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    reading.unsubscribe();
    expect(signals[1]?.aborted).toBe(true);
  });

  it('gives up on an upstream that falls silent', async () => {
    const given = provider((_, signal) => {
      const upstream = open(signal);
      upstream.write(sse({ say: 'a' }));
      return upstream.response;
    }, { idle: 20 }); // prettier-ignore
    await expect(read(await ask(given))).rejects.toMatchObject({ type: 'timeout_error', status: 504 });
  });

  it('reads no more than the gate lets through', async () => {
    let upstream: ReturnType<typeof open> | undefined;
    const reply = await ask(
      provider((_, signal) => {
        upstream = open(signal);
        upstream.write(sse({ say: 'a' }));
        return upstream.response;
      }),
    );
    const gate = new Gate();
    const batches: number[] = [];
    reply.events(gate).subscribe((batch) => {
      batches.push(batch.length);
      gate.close();
    });
    upstream?.write(sse({ say: 'b' }));
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(batches).toHaveLength(1);
    gate.open();
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(batches).toHaveLength(2);
  });

  it('warms no cache, and returns the size of the prompt', async () => {
    const request = { ...CALL.request, max_tokens: 0 } as MessagesRequest;
    const changes: Call['changes'] = new Set();
    const reply = await ask(
      provider(() => Promise.reject(new Error('must not be asked'))),
      { request, changes, stream: false },
    );
    const [events] = await lastValueFrom(reply.events(new Gate()).pipe(toArray()));
    expect(events?.at(-2)).toMatchObject({
      delta: { stop_reason: 'max_tokens' },
      usage: { input_tokens: 8, output_tokens: 0 },
    });
    expect([...changes]).toContain('prewarm-answered-locally');
  });
});

import { describe, expect, it } from '@jest/globals';
import {
  collectMessage,
  type ContentBlock,
  type JsonObject,
  type Message,
  type MessagesRequest,
} from '@gateway/protocol';
import { Gate, type Call, type EventReply, type Provider, type ProviderContext } from '@gateway/provider-kit';
import { firstValueFrom, lastValueFrom, toArray } from 'rxjs';
import { providerContext, readCount } from '@gateway/testing';
import { geminiProvider } from './gemini.provider.js';
import { GeminiSettings } from './gemini.settings.js';
import type { GenerateBody, GenerateReply } from './generate/generate.types.js';

interface Sent {
  readonly url: string;
  readonly headers: Headers;
  readonly body: GenerateBody & { generateContentRequest?: JsonObject };
}

/** A gateway and its upstream, which answers with these one after the other. */
class Gateway {
  readonly sent: Sent[] = [];
  readonly provider: Provider;
  private readonly answers: Response[] = [];

  constructor(settings: Partial<GeminiSettings> = {}) {
    const fetch: ProviderContext['fetch'] = (url, init) => {
      const body = JSON.parse(init?.body as string) as Sent['body'];
      this.sent.push({ url: url as string, headers: new Headers(init?.headers), body });
      return Promise.resolve(this.answers.shift() ?? new Response('no answer left', { status: 500 }));
    };
    const context = { ...providerContext(fetch), tokenizer: { count: () => Promise.resolve(77) } };
    this.provider = geminiProvider(Object.assign(new GeminiSettings(), { GEMINI_API_KEY: 'g-key' }, settings), context);
  }

  answering(...replies: (GenerateReply | Response)[]): this {
    this.answers.push(...replies.map((reply) => (reply instanceof Response ? reply : Response.json(reply))));
    return this;
  }

  async ask(request: Partial<MessagesRequest>, model = 'gemini-3-pro-preview'): Promise<Message> {
    const reply = (await firstValueFrom(this.provider.open(toCall(request, model)))) as EventReply;
    return collectMessage((await lastValueFrom(reply.events(new Gate()).pipe(toArray()))).flat());
  }
}

function toCall(request: Partial<MessagesRequest>, model: string): Call {
  return {
    request: { model: 'claude', max_tokens: 9000, messages: [{ role: 'user', content: 'hi' }], ...request },
    rawBody: new Uint8Array(40),
    headers: {},
    query: '',
    route: { requestedModel: 'claude', provider: 'gemini', model },
    stream: request.stream === true,
    requestId: 'req_1',
    changes: new Set(),
  };
}

const stream = (...chunks: GenerateReply[]): Response => {
  const frames = chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\r\n\r\n`).join('');
  return new Response(frames, { headers: { 'content-type': 'text/event-stream' } });
};
const refused = (status: number, message: string): Response => {
  return Response.json({ error: { code: status, message, status: 'INVALID_ARGUMENT' } }, { status });
};
const hello: GenerateReply = { candidates: [{ content: { parts: [{ text: 'Hi!' }] }, finishReason: 'STOP' }] };

const listing: Partial<MessagesRequest> = {
  tools: [
    { name: 'LS', input_schema: { type: 'object', properties: { d: { type: 'string' } } } },
    { name: 'Read', input_schema: { type: 'object', properties: { p: { type: 'string' } } } },
  ],
};

describe('a request', () => {
  it.each<[string | undefined, boolean, string]>([
    [undefined, false, 'https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-pro:generateContent'],
    [
      undefined,
      true,
      'https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-pro:streamGenerateContent?alt=sse',
    ],
    ['http://proxy.local/google/', false, 'http://proxy.local/google/v1beta/models/gemini-2.5-pro:generateContent'],
    ['http://proxy.local/v1', false, 'http://proxy.local/v1/models/gemini-2.5-pro:generateContent'],
  ])('goes to %s, streamed: %s, with the key in a header', async (GEMINI_BASE_URL, streamed, url) => {
    const gateway = new Gateway(GEMINI_BASE_URL === undefined ? {} : { GEMINI_BASE_URL }).answering(
      streamed ? stream(hello) : hello,
    );
    await gateway.ask({ stream: streamed }, 'gemini-2.5-pro');
    expect(gateway.sent[0]?.url).toBe(url);
    expect(gateway.sent[0]?.headers.get('x-goog-api-key')).toBe('g-key');
    expect(gateway.sent[0]?.url).not.toContain('key=');
  });

  it.each(['../../secrets', 'x?key=y', 'a/b:generateContent#'])(
    'keeps a model called %j in its place',
    async (model) => {
      const gateway = new Gateway().answering(hello);
      await gateway.ask({}, model);
      const { pathname, search } = new URL(gateway.sent[0]?.url ?? '');
      expect([pathname, search]).toEqual([`/v1beta/models/${encodeURIComponent(model)}:generateContent`, '']);
    },
  );

  it('sends every field that Gemini supports', async () => {
    const gateway = new Gateway().answering(hello);
    await gateway.ask(
      {
        system: [
          { type: 'text', text: 'Be brief.' },
          { type: 'text', text: 'Be kind.' },
        ],
        max_tokens: 128_000,
        temperature: 0.5,
        top_p: 0.9,
        top_k: 40,
        stop_sequences: ['a', 'b', 'c', 'd', 'e', 'f'],
        output_config: {
          effort: 'low',
          format: { type: 'json_schema', schema: { type: 'object', properties: { n: { const: 1 } } } },
        },
        service_tier: 'standard_only',
        messages: [
          { role: 'user', content: 'hi' },
          { role: 'system', content: 'note' },
        ],
      },
      'gemini-3-flash-preview',
    );
    expect(gateway.sent[0]?.body).toEqual({
      contents: [{ role: 'user', parts: [{ text: 'hi' }, { text: '<system-reminder>\nnote\n</system-reminder>' }] }],
      systemInstruction: { parts: [{ text: 'Be brief.' }, { text: 'Be kind.' }] },
      generationConfig: {
        maxOutputTokens: 65_536,
        temperature: 0.5,
        topP: 0.9,
        topK: 40,
        stopSequences: ['a', 'b', 'c', 'd', 'e'],
        thinkingConfig: { thinkingLevel: 'LOW', includeThoughts: false },
        responseMimeType: 'application/json',
        responseJsonSchema: { type: 'object', properties: { n: { type: 'number', enum: [1] } } },
      },
      serviceTier: 'standard',
    });
  });

  it('writes the schema into the prompt of an older model, where it also offers functions', async () => {
    const gateway = new Gateway().answering(hello);
    const format = { type: 'json_schema', schema: { type: 'object' } };
    await gateway.ask({ ...listing, output_config: { format } }, 'gemini-2.5-pro');
    const { generationConfig, systemInstruction } = gateway.sent[0]?.body ?? {};
    expect(generationConfig).toEqual({ maxOutputTokens: 9000 });
    expect(systemInstruction?.parts[0]?.text).toContain('{"type":"object"}');
  });

  it('writes schemas in the OpenAPI form where that is set', async () => {
    const gateway = new Gateway({ GEMINI_SCHEMA: 'openapi' }).answering(hello);
    const format = {
      type: 'json_schema',
      schema: { type: 'object', properties: { n: { type: ['integer', 'null'] } } },
    };
    await gateway.ask({ ...listing, output_config: { format } });
    const { tools, generationConfig } = gateway.sent[0]?.body ?? {};
    expect(tools?.[0]).toMatchObject({
      functionDeclarations: [{ parameters: { type: 'OBJECT', properties: { d: { type: 'STRING' } } } }, {}],
    });
    expect(generationConfig).toMatchObject({
      responseSchema: { type: 'OBJECT', properties: { n: { type: 'INTEGER', nullable: true } } },
    });
  });
});

describe('a tool loop of Gemini 3', () => {
  const calls: GenerateReply = {
    candidates: [
      {
        content: {
          parts: [
            { text: 'I should list', thought: true },
            { functionCall: { id: 'f1', name: 'LS', args: { d: '.' } }, thoughtSignature: 'SIG1' },
            { functionCall: { id: 'f2', name: 'Read', args: { p: 'a' } } },
          ],
        },
        finishReason: 'STOP',
      },
    ],
  };
  const results = (content: readonly ContentBlock[]): MessagesRequest['messages'] => [
    { role: 'user', content: 'hi' },
    { role: 'assistant', content },
    {
      role: 'user',
      content: content.flatMap((block) =>
        block.type === 'tool_use' ? [{ type: 'tool_result' as const, tool_use_id: block.id, content: block.name }] : [],
      ),
    },
  ];
  const thinking = { type: 'adaptive' } as const;

  /** Sends one request to a gateway, and the next one to another; returns what the second one sent. */
  async function loop(
    first: Gateway,
    second: Gateway,
    request: Partial<MessagesRequest>,
  ): Promise<GenerateBody['contents'] | undefined> {
    const { content } = await first.answering(request.stream ? stream(calls) : calls).ask({ ...listing, ...request });
    await second
      .answering(request.stream ? stream(hello) : hello)
      .ask({ ...listing, ...request, messages: results(content) });
    return second.sent.at(-1)?.body.contents;
  }

  const replayed = (thoughtSignature: string): unknown => [
    { role: 'user', parts: [{ text: 'hi' }] },
    {
      role: 'model',
      parts: [
        { functionCall: { id: 'f1', name: 'LS', args: { d: '.' } }, thoughtSignature },
        { functionCall: { id: 'f2', name: 'Read', args: { p: 'a' } } },
      ],
    },
    {
      role: 'user',
      parts: [
        { functionResponse: { id: 'f1', name: 'LS', response: { output: 'LS' } } },
        { functionResponse: { id: 'f2', name: 'Read', response: { output: 'Read' } } },
      ],
    },
  ];

  it.each<[string, Partial<MessagesRequest>]>([
    ['streamed', { stream: true, thinking }],
    ['whole', { thinking }],
    ['with thoughts left out', { stream: true, thinking: { ...thinking, display: 'omitted' } }],
  ])('gives the signature back, whichever replica is asked: %s', async (_, request) => {
    expect(await loop(new Gateway(), new Gateway(), request)).toEqual(replayed('SIG1'));
  });

  it('vouches for the call where the client does not think, the same on every replica', async () => {
    const one = new Gateway();
    expect(await loop(one, one, {})).toEqual(replayed('skip_thought_signature_validator'));
    expect(await loop(one, new Gateway(), {})).toEqual(replayed('skip_thought_signature_validator'));
  });
});

describe('an answer that fails', () => {
  const stumble: GenerateReply = { candidates: [{ finishReason: 'MALFORMED_FUNCTION_CALL' }] };

  it.each([true, false])('because the model stumbled is asked for once more, streamed: %s', async (streamed) => {
    const [bad, good] = streamed ? [stream(stumble), stream(hello)] : [stumble, hello];
    const gateway = new Gateway().answering(bad, good);
    expect(await gateway.ask({ stream: streamed })).toMatchObject({ content: [{ text: 'Hi!' }] });
    expect(gateway.sent).toHaveLength(2);
  });

  it('again is a failure', async () => {
    const gateway = new Gateway().answering(stumble, stumble, hello);
    await expect(gateway.ask({})).rejects.toMatchObject({ type: 'api_error', status: 500 });
  });

  it('at an output limit is corrected at once, and never asked for again', async () => {
    const limit = refused(400, 'supported range is from 1 (inclusive) to 4097 (exclusive).');
    const gateway = new Gateway().answering(limit, hello, hello);
    await gateway.ask({});
    await gateway.ask({});
    expect(gateway.sent.map(({ body }) => body.generationConfig.maxOutputTokens)).toEqual([9000, 4096, 4096]);
  });

  it('before any content has a status, also inside a 200', async () => {
    const overloaded = { error: { code: 503, message: 'Overloaded.', status: 'UNAVAILABLE' } };
    const gateway = new Gateway().answering(stream(overloaded), Response.json([overloaded]));
    for (const streamed of [true, false]) {
      await expect(gateway.ask({ stream: streamed })).rejects.toMatchObject({ type: 'overloaded_error', status: 529 });
    }
  });

  it('names the variable to check for a refused key', async () => {
    const body = { error: { code: 400, message: 'API key not valid.', details: [{ reason: 'API_KEY_INVALID' }] } };
    const gateway = new Gateway().answering(Response.json(body, { status: 400 }));
    await expect(gateway.ask({})).rejects.toMatchObject({
      status: 401,
      message: expect.stringContaining('GEMINI_API_KEY'),
    });
  });
});

it('reads a stream that a proxy made a list of', async () => {
  const gateway = new Gateway().answering(Response.json([hello]));
  expect(await gateway.ask({ stream: true })).toMatchObject({ content: [{ type: 'text', text: 'Hi!' }] });
});

describe('a count', () => {
  const count = (gateway: Gateway): Promise<unknown> =>
    readCount(gateway.provider, toCall({ ...listing, system: 'S' }, 'gemini-2.5-flash'));

  it('is asked for with the whole request inside', async () => {
    const gateway = new Gateway().answering(Response.json({ totalTokens: 31 }));
    expect(await count(gateway)).toBe(31);
    expect(gateway.sent[0]?.url).toMatch(/\/v1beta\/models\/gemini-2\.5-flash:countTokens$/);
    const { generateContentRequest: inside, ...beside } = gateway.sent[0]?.body ?? {};
    expect(beside).toEqual({});
    expect(inside).toMatchObject({ model: 'models/gemini-2.5-flash', systemInstruction: { parts: [{ text: 'S' }] } });
    expect(Object.keys(inside ?? {}).sort()).toEqual(['contents', 'model', 'systemInstruction', 'tools']);
  });

  it.each<[string, unknown]>([
    ['a failure', new Response('', { status: 500 })],
    ['an answer without a figure', Response.json({})],
  ])('is made here after %s', async (_, answer) => {
    expect(await count(new Gateway().answering(answer as Response))).toBeGreaterThanOrEqual(77);
  });
});

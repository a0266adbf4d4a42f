import Anthropic, {
  APIError,
  AuthenticationError,
  BadRequestError,
  InternalServerError,
  NotFoundError,
  RateLimitError,
} from '@anthropic-ai/sdk';
import { describe, expect, it } from '@jest/globals';
import { TOKEN } from '../kit/process/gateway-process.js';
import { useHarness, type Harness } from '../kit/harness/harness.js';
import type { ScriptedAnswer, Problem } from '../kit/upstreams/script.types.js';
import { COUNTED_TOKENS } from '../kit/upstreams/upstream-server.js';
import { isBuilt, ROUTES, type Route } from '../kit/harness/wires.js';

const MODEL = 'claude-opus-5-5';
const WEATHER: Anthropic.Tool = {
  name: 'weather',
  description: 'The weather of a city',
  input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};
const question: Anthropic.MessageParam = { role: 'user', content: 'How is the weather in Bern?' };

/** Calls the weather tool where there is one, and repeats its result. */
const weatherman = (items: readonly { kind: string; text?: string }[], tools: readonly string[]): ScriptedAnswer => {
  const result = items.find((item) => item.kind === 'result');
  const usage = { input: 100, output: 20, cached: 40 };
  if (result) return { says: [{ text: ['It is ', String(result.text), '.'] }], usage };
  if (tools.includes('weather'))
    return { says: [{ text: 'I ask.' }, { call: 'weather', input: { city: 'Bern' } }], usage };
  return { says: [{ text: ['Ask ', 'me ', 'something ', 'else.'] }], usage };
};

/** The client retries nothing by itself, so that each answer is seen. */
const clientOf = ({ gateway }: Harness, token = TOKEN): Anthropic =>
  new Anthropic({ baseURL: gateway.url, apiKey: token, authToken: null, maxRetries: 0 });

describe.each(ROUTES)('the official SDK over $name', (route) => {
  if (!isBuilt(route)) {
    it.skip(`talks to it (skipped: no plugin ${route.plugin})`, () => undefined);
    return;
  }
  const harness = useHarness(route, ({ items, tools }) => weatherman(items, tools));
  const client = (): Anthropic => clientOf(harness);

  it('creates', async () => {
    const message = await client().messages.create({ model: MODEL, max_tokens: 100, messages: [question] });
    expect(message).toMatchObject({
      type: 'message',
      role: 'assistant',
      model: MODEL,
      content: [{ type: 'text', text: 'Ask me something else.' }],
      stop_reason: 'end_turn',
      usage: { input_tokens: 60, cache_read_input_tokens: 40, output_tokens: 20 },
    });
    expect(harness.upstream.received.at(-1)?.conversation?.model).toBe(route.model);
  });

  it('streams', async () => {
    const stream = client().messages.stream({ model: MODEL, max_tokens: 100, messages: [question] });
    const received: string[] = [];
    stream.on('text', (text) => received.push(text));
    const message = await stream.finalMessage();
    expect(received.join('')).toBe('Ask me something else.');
    expect(received.length).toBeGreaterThan(1);
    expect(message.usage).toMatchObject({ input_tokens: 60, cache_read_input_tokens: 40, output_tokens: 20 });
  });

  it.each([true, false])('calls tools and takes their results (streaming: %s)', async (streaming) => {
    const ask = (messages: Anthropic.MessageParam[]): Promise<Anthropic.Message> => {
      const body = { model: MODEL, max_tokens: 100, messages, tools: [WEATHER] };
      return streaming ? client().messages.stream(body).finalMessage() : client().messages.create(body);
    };
    const first = await ask([question]);
    expect(first.stop_reason).toBe('tool_use');
    const call = first.content.find((block) => block.type === 'tool_use');
    expect(call).toMatchObject({ name: 'weather', input: { city: 'Bern' } });
    const result = { type: 'tool_result' as const, tool_use_id: call!.id, content: 'sunny' };
    const second = await ask([
      question,
      { role: 'assistant', content: first.content },
      { role: 'user', content: [result] },
    ]);
    expect(second).toMatchObject({ content: [{ type: 'text', text: 'It is sunny.' }], stop_reason: 'end_turn' });
    expect(harness.upstream.refused).toEqual([]);
  });

  it('counts tokens', async () => {
    const { input_tokens: tokens } = await client().messages.countTokens({
      model: MODEL,
      messages: [question],
      tools: [WEATHER],
    });
    if (route.counts) expect(tokens).toBe(COUNTED_TOKENS);
    else {
      // 8 words and a tool of 40 tokens or so, by a real tokenizer.
      expect(tokens).toBeGreaterThan(20);
      expect(tokens).toBeLessThan(150);
    }
  });

  it('lists models and finds them', async () => {
    // Where Anthropic answers, no name is the gateway's own.
    const expected = route.name === 'anthropic' ? [] : ['claude-opus', 'claude-sonnet', 'claude-haiku', 'claude-fable'];
    const { data } = await client().models.list({ limit: 1000 });
    expect(data.map((model) => model.id)).toEqual(expected);
    for (const model of data) {
      expect(model).toMatchObject({ type: 'model', display_name: `${model.id} → ${route.plugin}/${route.model}` });
      expect(await client().models.retrieve(model.id)).toEqual(model);
    }
    await expect(client().models.retrieve('claude-nobody')).rejects.toBeInstanceOf(NotFoundError);
  });
});

describe('the official SDK and failures', () => {
  const route: Route = ROUTES[0]!;
  const harness = useHarness(route, () => ({ says: [] }));
  const client = (token = TOKEN): Anthropic => clientOf(harness, token);
  const play = (problem: Problem): void => {
    harness.script = ({ stream }) => (stream ? { says: [{ text: 'Well' }, { fail: problem }] } : { refuses: problem });
  };
  const body = { model: MODEL, max_tokens: 100, messages: [question] };
  const failure = (promise: Promise<unknown>): Promise<APIError> =>
    promise.then(
      () => {
        throw new Error('it did not fail');
      },
      (error: unknown) => error as APIError,
    );

  it.each<[string, Problem, new (...args: never[]) => APIError, number, string]>([
    ['a bad key upstream', { status: 401, message: 'no' }, AuthenticationError, 401, 'authentication_error'],
    [
      'a model of MODEL_MAP that is unknown upstream',
      { status: 404, message: 'no', code: 'model_not_found' },
      BadRequestError,
      400,
      'invalid_request_error',
    ],
    ['a bad request upstream', { status: 400, message: 'no' }, BadRequestError, 400, 'invalid_request_error'],
    [
      'a rate limit',
      { status: 429, message: 'slow', headers: { 'retry-after': '7' } },
      RateLimitError,
      429,
      'rate_limit_error',
    ],
    ['no credit', { status: 429, message: 'pay', code: 'insufficient_quota' }, APIError, 402, 'billing_error'],
    ['an overload', { status: 503, message: 'busy' }, InternalServerError, 529, 'overloaded_error'],
    ['a breakdown', { status: 500, message: 'oops' }, InternalServerError, 500, 'api_error'],
  ])('knows %s', async (...[, said, kind, status, type]) => {
    play(said);
    const error = await failure(client().messages.create(body));
    expect(error).toBeInstanceOf(kind);
    expect(error.status).toBe(status);
    expect(error.type).toBe(type);
    expect(error.requestID).toMatch(/^req_/);
    if (said.headers) expect(error.headers?.get('retry-after')).toBe('7');
  });

  it('knows a wrong token', async () => {
    const error = await failure(client('wrong').messages.create(body));
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error.type).toBe('authentication_error');
  });

  it('knows a bad request, which never leaves the gateway', async () => {
    const before = harness.upstream.received.length;
    const error = await failure(client().messages.create({ ...body, messages: [] }));
    expect(error).toBeInstanceOf(BadRequestError);
    expect(error.message).toMatch(/messages/);
    expect(harness.upstream.received.length).toBe(before);
  });

  it('knows a failure in the middle of a stream', async () => {
    play({ status: 500, message: 'The server had an error', code: 'server_error' });
    const error = await failure(client().messages.stream(body).finalMessage());
    expect(error).toBeInstanceOf(APIError);
    expect(error.message).toMatch(/The server had an error/);
  });
});

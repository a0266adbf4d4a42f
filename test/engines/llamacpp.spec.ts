import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { judgeStream } from '@gateway/testing';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApp } from '../../src/app/create-app.js';
import { PIXEL, runAgent } from '../presets/agent-client.js';
import { fetchLlamaCpp } from './llamacpp/fetch-llamacpp.js';
import { CONTEXT, type LlamaCpp, startLlamaCpp } from './llamacpp/start-llamacpp.js';

const engine = await fetchLlamaCpp();
const name = "llama.cpp's own server behind UPSTREAM_LOCAL=llamacpp";

const HI = [{ role: 'user', content: 'hi' }];
const TOOLS = [
  { name: 'Read', input_schema: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] } },
];

interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The words of the model are noise: only the form of an answer is looked at. */
function tests(packages: string): void {
  let server: LlamaCpp;
  let app: NestExpressApplication;
  let url = '';

  beforeAll(async () => {
    server = await startLlamaCpp(packages);
    app = await createApp({
      environment: {
        LOG_LEVEL: 'silent',
        UPSTREAM_RETRIES: '0',
        UPSTREAM_LOCAL: 'llamacpp',
        UPSTREAM_LOCAL_BASE_URL: server.url,
        UPSTREAM_BLIND: 'llamacpp',
        UPSTREAM_BLIND_BASE_URL: server.url,
        UPSTREAM_BLIND_TRAITS: 'images=false',
        BIG_MODEL: 'local/noise',
        SMALL_MODEL: 'local/noise',
      },
    });
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  }, 60_000);

  afterAll(async () => {
    await app.close();
    await server.stop();
  });

  async function ask(fields: object, path = '/v1/messages'): Promise<Received> {
    const body = JSON.stringify({ model: 'local/noise', max_tokens: 400, messages: HI, ...fields });
    const response = await fetch(url + path, { method: 'POST', body });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    const parsed = isJson ? (JSON.parse(text) as Received['body']) : {};
    return { status: response.status, headers: response.headers, text, body: parsed };
  }

  const WHOLE = {
    type: 'message',
    role: 'assistant',
    stop_reason: expect.stringMatching(/^(end_turn|max_tokens)$/) as unknown,
    usage: { input_tokens: expect.any(Number) as unknown, output_tokens: expect.any(Number) as unknown },
  };

  it('answers whole', async () => {
    expect((await ask({ system: 'Be brief.' })).body).toMatchObject(WHOLE);
  });

  it('answers in a stream', async () => {
    const { status, text } = await ask({ stream: true });
    expect(status).toBe(200);
    expect(judgeStream(text)).toEqual([]);
    expect(text).toMatch(/"output_tokens":[1-9]/);
  });

  it('calls a tool', async () => {
    const { body } = await ask({ tools: TOOLS });
    expect(body).toMatchObject({ stop_reason: 'tool_use' });
    const calls = (body.content as { type: string; id: string; input: object }[]).filter(
      ({ type }) => type === 'tool_use',
    );
    expect(calls[0]).toMatchObject({ name: 'Read', input: { path: expect.any(String) } });
    expect(new Set(calls.map(({ id }) => id)).size).toBe(calls.length);
  });

  it('is taken through the loop of an agent, whose system message its template refuses', async () => {
    const messages = await runAgent(url, 'blind/noise');
    expect(messages.slice(0, 4).map(({ role }) => role)).toEqual(['user', 'system', 'assistant', 'user']);
    expect(messages.at(-1)?.role).toBe('assistant');
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('gateway_corrections{upstream="blind-chat",cause="midSystem"} 1');
  });

  it.each([
    ['two user messages in a row', [...HI, ...HI]],
    [
      'system messages one after the other',
      [...HI, { role: 'system', content: 'a' }, { role: 'system', content: 'b' }],
    ],
    [
      'a call without its result',
      [
        ...HI,
        { role: 'assistant', content: [{ type: 'tool_use', id: 'toolu_1', name: 'Read', input: { path: 'x' } }] },
        ...HI,
      ],
    ],
    ['a broken character', [{ role: 'user', content: 'a\ud800b' }]],
  ])('takes %s', async (_, messages) => {
    const { body } = await ask({ messages });
    expect(body).toMatchObject({ type: 'message' });
  });

  it.each([true, false])(
    'tells that a prompt is too long, with the figures of the server (stream: %s)',
    async (stream) => {
      const { status, body } = await ask({
        stream,
        messages: [{ role: 'user', content: 'word '.repeat(CONTEXT / 2) }],
      });
      expect(status).toBe(400);
      expect(body).toMatchObject({ error: { type: 'invalid_request_error' } });
      const [, tokens, most] = /"prompt is too long: (\d+) tokens > (\d+) maximum"/.exec(JSON.stringify(body)) ?? [];
      expect(Number(most)).toBe(CONTEXT);
      expect(Number(tokens)).toBeGreaterThan(CONTEXT);
    },
  );

  it('counts tokens', async () => {
    const { status, body } = await ask({}, '/v1/messages/count_tokens');
    expect({ status, tokens: Number(body.input_tokens) > 0 }).toEqual({ status: 200, tokens: true });
  });

  it('stops at a sequence', async () => {
    // Noise of letters: one of these comes soon.
    const sequences = ['"', 'o', 'k', 'e'];
    const { body } = await ask({ stop_sequences: sequences });
    expect(JSON.stringify(body.content)).not.toMatch(/"text":"[^"]*[oke]/);
  });

  it('refuses a picture in words that let the client go on', async () => {
    const source = { type: 'base64', media_type: 'image/png', data: PIXEL };
    const { status, body } = await ask({ messages: [{ role: 'user', content: [{ type: 'image', source }] }] });
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toMatch(/image/i);
  });
}

if ('missing' in engine) it.skip(`${name} (skipped: ${engine.missing})`, () => undefined);
else describe(name, () => tests(engine.packages));

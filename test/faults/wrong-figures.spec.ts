import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type GatewayProcess, startGateway, TOKEN } from '../kit/process/gateway-process.js';
import { type RawUpstream, startRawUpstream } from '../kit/upstreams/raw-upstream.js';
import { linesOf } from '../workers/read-log.js';

const MINUTES = 120_000;

type Make = (figure: unknown) => object;

/** Each wire's answer whose figures are all the same. */
const WIRES: readonly (readonly [name: string, settings: (url: string) => Record<string, string>, make: Make])[] = [
  [
    'chat',
    (url) => ({ OPENAI_BASE_URL: `${url}/v1`, OPENAI_API: 'chat', BIG_MODEL: 'openai/gpt-4.1' }),
    (n) => ({
      choices: [{ index: 0, message: { role: 'assistant', content: 'x' }, finish_reason: 'stop' }],
      usage: {
        prompt_tokens: n,
        completion_tokens: n,
        prompt_tokens_details: { cached_tokens: n },
        completion_tokens_details: { reasoning_tokens: n },
      },
    }),
  ],
  [
    'responses',
    (url) => ({ OPENAI_BASE_URL: `${url}/v1`, OPENAI_API: 'responses', BIG_MODEL: 'openai/gpt-5.4' }),
    (n) => ({
      id: 'resp_1',
      object: 'response',
      status: 'completed',
      output: [
        {
          type: 'message',
          id: 'm_1',
          role: 'assistant',
          status: 'completed',
          content: [{ type: 'output_text', text: 'x', annotations: [] }],
        },
      ],
      usage: { input_tokens: n, output_tokens: n, input_tokens_details: { cached_tokens: n } },
    }),
  ],
  [
    'gemini',
    (url) => ({ GEMINI_BASE_URL: url, GEMINI_API_KEY: 'k', BIG_MODEL: 'gemini/gemini-2.5-pro' }),
    (n) => ({
      candidates: [{ index: 0, content: { role: 'model', parts: [{ text: 'x' }] }, finishReason: 'STOP' }],
      usageMetadata: {
        promptTokenCount: n,
        candidatesTokenCount: n,
        thoughtsTokenCount: n,
        cachedContentTokenCount: n,
        totalTokenCount: n,
      },
    }),
  ],
  [
    'anthropic',
    (url) => ({ ANTHROPIC_UPSTREAM_BASE_URL: url, ANTHROPIC_API_KEY: 'k', BIG_MODEL: 'anthropic/claude-sonnet-4-5' }),
    (n) => ({
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'claude-sonnet-4-5',
      content: [{ type: 'text', text: 'x' }],
      stop_reason: 'end_turn',
      usage: { input_tokens: n, output_tokens: n, cache_read_input_tokens: n, cache_creation_input_tokens: n },
    }),
  ],
];

const FIGURES = [-35, '12', 1.5, 1e21, {}, [], true, null, ''];

describe.each(WIRES)('figures that are none, from %s', (name, settings, make) => {
  let upstream: RawUpstream;
  let gateway: GatewayProcess;
  let requested = 0;

  beforeAll(async () => {
    upstream = await startRawUpstream({ status: 200, headers: { 'content-type': 'application/json' }, pieces: [] });
    gateway = await startGateway({ UPSTREAM_RETRIES: '0', ...settings(upstream.url) });
  }, MINUTES);
  afterAll(async () => {
    await gateway.stop();
    await upstream.close();
  }, MINUTES);
  afterEach(async () => {
    expect((await fetch(`${gateway.url}/health/live`)).status).toBe(200);
  });

  it.each(FIGURES)('%j is a whole number for the client, the log and the metrics', async (figure) => {
    const answer = JSON.stringify(make(figure));
    upstream.answer = { ...upstream.answer, pieces: [Buffer.from(answer)] };
    const body = JSON.stringify({
      model: 'claude-opus-4-5',
      max_tokens: 9,
      messages: [{ role: 'user', content: 'hi' }],
    });
    const headers = { 'x-api-key': TOKEN, 'content-type': 'application/json' };
    const response = await fetch(`${gateway.url}/v1/messages`, { method: 'POST', headers, body });
    const text = await response.text();
    expect(response.status).toBe(200);
    if (name === 'anthropic') expect(text).toBe(answer);
    else expect(notWhole((JSON.parse(text) as { usage: object }).usage)).toEqual([]);
    requested++;
    while (linesOf(gateway.log(), 'request').length < requested)
      await new Promise((resolve) => setTimeout(resolve, 20));
    const { input_tokens, cache_read_input_tokens, cache_creation_input_tokens, output_tokens } = linesOf(
      gateway.log(),
      'request',
    ).at(-1) as unknown as Record<string, unknown>;
    expect(notWhole({ input_tokens, cache_read_input_tokens, cache_creation_input_tokens, output_tokens })).toEqual([]);
    const page = await (await fetch(`${gateway.url}/metrics`, { headers })).text();
    const counts = page.split('\n').filter((line) => /^gateway_(tokens|cost_dollars)_total\{/.test(line));
    expect(counts.filter((line) => !/ \d+(\.\d+)?(e-\d+)?$/.test(line))).toEqual([]);
    expect(page).not.toMatch(/^gateway_internal_errors_total\{/m);
  });
});

/** The figures of a usage that are there and no whole numbers of 0 or more. */
function notWhole(usage: object): readonly unknown[] {
  return Object.entries(usage).filter(
    ([name, value]) =>
      name.endsWith('_tokens') && value !== undefined && !(Number.isSafeInteger(value) && Number(value) >= 0),
  );
}

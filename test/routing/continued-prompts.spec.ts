import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApp } from '../../src/app/create-app.js';

/** What each provider gets for its cache, beside a prompt that begins as before. */
interface Served {
  readonly model: string;
  /** The field of the body that has the messages. */
  readonly messages: string;
  /** Fields that stand before the messages for the cache. */
  readonly before: readonly string[];
  readonly key: string | undefined;
}

const SERVED: Readonly<Record<string, Served>> = {
  'OpenAI, Responses': { model: 'thinks/gpt-5.4', messages: 'input', before: ['tools', 'instructions'], key: 's1' },
  'OpenAI, Chat': { model: 'chats/gpt-4.1', messages: 'messages', before: ['tools'], key: 's1' },
  'a compatible server': { model: 'local/qwen3', messages: 'messages', before: ['tools'], key: undefined },
  Gemini: {
    model: 'gemini/gemini-3.8-flash',
    messages: 'contents',
    before: ['tools', 'systemInstruction'],
    key: undefined,
  },
  Anthropic: { model: 'anthropic/claude-opus-5-5', messages: 'messages', before: ['tools', 'system'], key: undefined },
};

/** The explanation counts the prompt at the upstream where it can. */
const NOWHERE = 'http://127.0.0.1:9';

const MARK = { cache_control: { type: 'ephemeral', ttl: '1h' } };
const TOOLS = ['Read', 'Bash'].map((name) => ({
  name,
  input_schema: { type: 'object', properties: { a: { type: 'string' } } },
}));
const turn = (n: number): object[] => [
  { role: 'user', content: [{ type: 'text', text: `question ${n}` }] },
  { role: 'assistant', content: [{ type: 'tool_use', id: `toolu_${n}`, name: 'Read', input: { a: String(n) } }] },
  { role: 'user', content: [{ type: 'tool_result', tool_use_id: `toolu_${n}`, content: `result ${n}` }] },
  { role: 'assistant', content: [{ type: 'text', text: `answer ${n}` }] },
];

let app: NestExpressApplication;
beforeAll(async () => {
  app = await createApp({
    environment: {
      LOG_LEVEL: 'silent',
      UPSTREAM_RETRIES: '0',
      UPSTREAM_THINKS: 'openai',
      UPSTREAM_THINKS_BASE_URL: `${NOWHERE}/v1`,
      UPSTREAM_THINKS_API: 'responses',
      UPSTREAM_THINKS_COMPATIBLE: 'false',
      UPSTREAM_CHATS: 'openai',
      UPSTREAM_CHATS_BASE_URL: `${NOWHERE}/v1`,
      UPSTREAM_CHATS_API: 'chat',
      UPSTREAM_CHATS_COMPATIBLE: 'false',
      GEMINI_API_KEY: 'k',
      GEMINI_BASE_URL: NOWHERE,
      ANTHROPIC_API_KEY: 'k',
      ANTHROPIC_UPSTREAM_BASE_URL: NOWHERE,
      UPSTREAM_LOCAL: 'vllm',
      UPSTREAM_LOCAL_BASE_URL: `${NOWHERE}/v1`,
      PREFERRED_PROVIDER: 'thinks',
      BIG_MODEL: 'gpt-5.4',
      SMALL_MODEL: 'gpt-5.4',
    },
  });
  await app.listen(0, '127.0.0.1');
});
afterAll(() => app.close());

/** The body that a conversation of so many turns is sent as. */
async function bodyOf(model: string, turns: number): Promise<Record<string, unknown>> {
  const messages = Array.from({ length: turns }, (_, n) => turn(n)).flat();
  const body = {
    model,
    max_tokens: 100,
    tools: TOOLS,
    system: [{ type: 'text', text: 'You help.', ...MARK }],
    messages: [...messages, { role: 'user', content: [{ type: 'text', text: `question ${turns}` }] }],
  };
  const response = await fetch(`${await app.getUrl()}/v1/messages/explain`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'x-claude-code-session-id': 's1' },
  });
  const { upstream } = (await response.json()) as { upstream: { body: Record<string, unknown> } };
  return upstream.body;
}

describe.each(Object.entries(SERVED))('the cache of %s', (name, { model, messages, before, key }) => {
  it('sees every prompt begin as the one before', async () => {
    for (const turns of [1, 2, 5]) {
      const [former, present] = [await bodyOf(model, turns), await bodyOf(model, turns + 1)];
      for (const field of before) expect(present[field]).toEqual(former[field]);
      const list = former[messages] as readonly unknown[];
      expect((present[messages] as readonly unknown[]).slice(0, list.length)).toEqual(list);
    }
  });

  it(`gets ${key === undefined ? 'no key' : 'the session as its key'}, and marks only where they are understood`, async () => {
    const body = await bodyOf(model, 1);
    expect(body.prompt_cache_key).toBe(key);
    expect(JSON.stringify(body).includes(JSON.stringify(MARK.cache_control))).toBe(name === 'Anthropic');
  });
});

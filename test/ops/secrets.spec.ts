import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { askGateway, question } from '../kit/client/ask-gateway.js';
import { type GatewayProcess, startGateway, TOKEN } from '../kit/process/gateway-process.js';
import type { ScriptedAnswer } from '../kit/upstreams/script.types.js';
import { startUpstream, type Upstream } from '../kit/upstreams/upstream-server.js';
import { OPENAI_KEY } from '../kit/upstreams/openai/chat.wire.js';
import { ROUTES } from '../kit/harness/wires.js';

const route = ROUTES.find(({ name }) => name === 'openai-chat')!;
const folder = mkdtempSync(join(tmpdir(), 'secrets-'));

/** Secrets of the settings, and others that the gateway does not know. */
const KEYS = [OPENAI_KEY, TOKEN, 'sk-ant-api03-of-a-client-AAAA', 'AIzaSyA1234567890abcdefghijklmnopqrst'];
const SAID = ['the-prompt-of-a-client', 'the-words-of-a-model'] as const;

let upstream: Upstream | undefined;
let gateway: GatewayProcess | undefined;

afterEach(async () => {
  await gateway?.stop();
  await upstream?.close();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

/** Where a key may turn up. */
const PLACES: readonly ((key: string) => { headers?: Record<string, string>; body?: object; path?: string })[] = [
  (key) => ({ headers: { 'x-api-key': key } }),
  (key) => ({ headers: { authorization: `Bearer ${key}` } }),
  (key) => ({ headers: { 'x-api-key': TOKEN, 'x-request-id': key, 'x-claude-code-session-id': `Bearer ${key}` } }),
  (key) => ({ headers: { 'x-api-key': TOKEN, cookie: `session=${key}`, 'x-forwarded-for': key } }),
  (key) => ({ body: { model: `claude-opus ${key}` } }),
  (key) => ({ body: { model: `openai/${key}` } }),
  (key) => ({ body: { system: `${SAID[0]} "${key}"`, metadata: { user_id: key } } }),
  (key) => ({ body: { messages: [{ role: key, content: `${SAID[0]} ${key}` }] } }),
  (key) => ({ body: { tools: [{ name: key, type: key }] } }),
  (key) => ({ path: `/v1/messages?key=${key}` }),
  (key) => ({ path: `/v1/${key}` }),
];

/** What an upstream may say of one. */
const ANSWERS: readonly ((key: string) => ScriptedAnswer)[] = [
  () => ({ says: [{ text: SAID[1] }] }),
  (key) => ({ refuses: { status: 401, message: `Incorrect API key provided: ${key}.`, code: key } }),
  (key) => ({ refuses: { status: 400, message: JSON.stringify({ authorization: `Bearer ${key}` }), param: key } }),
  (key) => ({ refuses: { status: 500, message: `x-api-key: ${key}`, headers: { 'x-request-id': key } } }),
  (key) => ({ says: [{ text: SAID[1] }, { fail: { status: 500, message: `with ${key}` } }] }),
  (key) => ({ raw: Buffer.from(`<html>${key}</html>`), status: 502 }),
];

/** Asks everything of every place, of every answer; resolves with everything that was logged. */
async function fuzz(settings: Record<string, string>): Promise<string> {
  const file = join(folder, 'gateway.log');
  let answer: ScriptedAnswer = ANSWERS[0]!('');
  upstream = await startUpstream(route.wire, () => answer);
  gateway = await startGateway({
    ...route.settings(upstream.url),
    UPSTREAM_RETRIES: '0',
    LOG_LEVEL: 'trace',
    LOG_FILE: file,
    ...settings,
  });
  for (const key of KEYS) {
    for (const [i, place] of PLACES.entries()) {
      answer = ANSWERS[i % ANSWERS.length]!(key);
      const { headers, body, path } = place(key);
      const sent = {
        body: question({ stream: i % 2 === 0, ...body }),
        ...(headers ? { headers } : {}),
        ...(path ? { path } : {}),
      };
      await (await askGateway(gateway, sent)).text();
    }
    for (const [i, toAnswer] of ANSWERS.entries()) {
      answer = toAnswer(key);
      const messages = [{ role: 'user', content: `${SAID[0]} ${key}` }];
      await (await askGateway(gateway, { body: question({ stream: i % 2 === 0, messages }) })).text();
    }
  }
  expect(await gateway.stop()).toBe(0);
  const written = readFileSync(file, 'utf8');
  expect(written.match(/"path":"\/v1\/.*"msg":"request"/g)).toHaveLength(
    KEYS.length * (PLACES.length + ANSWERS.length),
  );
  return gateway.log() + written;
}

describe('no log holds', () => {
  it('a credential, a prompt or an answer', async () => {
    const log = await fuzz({});
    for (const secret of [...KEYS, ...SAID]) expect(log.includes(secret)).toBe(false);
  }, 60_000);

  it('a credential, when it logs bodies', async () => {
    const log = await fuzz({ LOG_BODIES: 'true' });
    for (const secret of KEYS) expect(log.includes(secret)).toBe(false);
    for (const said of SAID) expect(log.includes(said)).toBe(true);
  }, 60_000);

  it('a credential, on a terminal', async () => {
    const log = await fuzz({ LOG_FORMAT: 'pretty' });
    for (const secret of [...KEYS, ...SAID]) expect(log.includes(secret)).toBe(false);
    expect(log).toContain('claude-opus-5-5 → openai/gpt-4.1 1 messages 200');
  }, 60_000);
});

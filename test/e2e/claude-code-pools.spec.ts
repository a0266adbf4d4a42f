import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClaudeCodeRun, fetchClaudeCode, runClaudeCode } from '../kit/client/claude-code.js';
import { type GatewayProcess, startGateway, TOKEN } from '../kit/process/gateway-process.js';
import { compatibleChat } from '../kit/upstreams/openai/chat.wire.js';
import type { Item, ReceivedConversation, Script, ScriptedAnswer } from '../kit/upstreams/script.types.js';
import { startUpstream, type Upstream } from '../kit/upstreams/upstream-server.js';

/** The fake model has a limit, as the real one. */
const CLIENT = { CLAUDE_CODE_GATEWAY_HINT_HEADERS: '1', CLAUDE_CODE_MAX_OUTPUT_TOKENS: '8000' };

const claude = await fetchClaudeCode();
const TEST_TIMEOUT_MS = 120_000;
const NAMES = ['ptu', 'paid', 'further'] as const;
type Name = (typeof NAMES)[number];

const TASK = 'Say the word marmalade and nothing else.';
const SUMMARY = '<analysis>Steps.</analysis><summary>SUMMARY-7: the steps were said.</summary>';
const OVERFLOW = {
  status: 400,
  code: 'context_length_exceeded',
  message: "This model's maximum context length is 200000 tokens. However, your messages resulted in 210000 tokens.",
};

const hasText = (items: readonly Item[], text: string): boolean => JSON.stringify(items).includes(text);
const isSummary = (items: readonly Item[]): boolean => {
  const last = items.findLast((item) => item.kind === 'text');
  return last?.kind === 'text' && /summary of (the|this|our)/i.test(last.text);
};

/** Plays a model that starts an agent, fills its context, and is at the end once its history was summarized. */
const workStory: Script = ({ items, tools }): ScriptedAnswer => {
  if (isSummary(items)) return { says: [{ text: SUMMARY }] };
  if (tools.length === 0) return { says: [{ text: 'ok' }] };
  if (hasText(items, 'SUMMARY-7')) return { says: [{ text: 'All is said.' }] };
  if (!hasText(items, 'Start an agent')) return { says: [{ text: 'marmalade' }] };
  if (
    hasText(items, 'marmalade</result>') ||
    items.some((item) => item.kind === 'result' && hasText([item], 'marmalade'))
  )
    return { refuses: OVERFLOW };
  if (items.some(({ kind }) => kind === 'result')) return { says: [{ text: 'I wait.' }] };
  const input = { description: 'Say a word', prompt: TASK, subagent_type: 'general-purpose' };
  return { says: [{ call: 'Agent', id: 'call_agent', input }] };
};

describe('Claude Code over several deployments', () => {
  if ('missing' in claude) {
    it.skip(`works on (skipped: ${claude.missing})`, () => undefined);
    return;
  }
  let folder: string;
  let home: string;
  let upstreams: Record<Name, Upstream>;
  let scripts: Record<Name, Script>;
  let gateway: GatewayProcess;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'pools-')));
    home = await mkdtemp(join(tmpdir(), 'pools-home-'));
    await writeFile(join(home, '.claude.json'), JSON.stringify({ hasCompletedOnboarding: true }));
    const said =
      (name: Name): Script =>
      () => ({ says: [{ text: `It was ${name}.` }] });
    scripts = { ptu: said('ptu'), paid: said('paid'), further: said('further') };
    const started = NAMES.map(async (name) => [
      name,
      await startUpstream(compatibleChat, (...shown) => scripts[name](...shown)),
    ]);
    upstreams = Object.fromEntries(await Promise.all(started)) as Record<Name, Upstream>;
  });
  afterEach(async () => {
    await gateway.stop();
    for (const { close } of Object.values(upstreams)) await close();
    for (const made of [folder, home]) await rm(made, { recursive: true, force: true });
  }, TEST_TIMEOUT_MS);

  const start = async (settings: Record<string, string>): Promise<void> => {
    const places = NAMES.map((name) => [name.toUpperCase(), upstreams[name].url] as const).flatMap(([name, url]) => [
      [`UPSTREAM_${name}`, 'openai'],
      [`UPSTREAM_${name}_BASE_URL`, `${url}/v1`],
      [`UPSTREAM_${name}_API_KEY`, 'a-key'],
    ]);
    gateway = await startGateway({
      ...(Object.fromEntries(places) as Record<string, string>),
      PREFERRED_PROVIDER: 'ptu',
      BIG_MODEL: 'pool/gpt',
      SMALL_MODEL: 'pool/gpt',
      UPSTREAM_RETRIES: '0',
      ...settings,
    });
  };
  const run = async (prompt: string, rest: Partial<ClaudeCodeRun> = {}): Promise<string> => {
    const { report } = await runClaudeCode({
      binary: claude.binary,
      url: gateway.url,
      token: TOKEN,
      prompt,
      allowedTools: ['Agent', 'Bash'],
      folder,
      timeout: 90_000,
      ...rest,
      env: { HOME: home, ...CLIENT, ...rest.env },
    });
    return report.result;
  };
  const shown = (name: Name): readonly ReceivedConversation[] =>
    upstreams[name].received.flatMap(({ conversation }) => conversation ?? []);

  it(
    'sends a subagent and a compaction by their rules, and the rest by the model',
    async () => {
      await start({
        BIG_MODEL: 'ptu/gpt',
        SMALL_MODEL: 'ptu/gpt',
        MODEL_MAP: '*[subagent]=paid/gpt,*[compaction]=further/gpt',
        POOL_GPT: 'ptu/gpt',
      });
      for (const name of NAMES) scripts[name] = workStory;
      const result = await run(`Start an agent with the Agent tool whose task is: "${TASK}" Then tell what it said.`);
      expect(result).toBe('All is said.');
      expect(shown('paid').length).toBeGreaterThan(0);
      expect(shown('paid').every(({ items }) => !hasText(items, 'Start an agent'))).toBe(true);
      expect(shown('further').map(({ items }) => isSummary(items))).toEqual([true]);
      const main = shown('ptu');
      expect(main.some(({ items }) => hasText(items, 'SUMMARY-7'))).toBe(true);
      expect(main.some(({ items }) => isSummary(items))).toBe(false);
      expect(NAMES.flatMap((name) => upstreams[name].refused)).toEqual([]);
      for (const rule of ['*[subagent]=paid/gpt', '*[compaction]=further/gpt'])
        expect(gateway.log()).toContain(`"rule":"MODEL_MAP: ${rule}`);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'works on where the reserved capacity hangs',
    async () => {
      await start({ POOL_GPT: 'ptu/gpt|paid/gpt', FIRST_BYTE_TIMEOUT_SECONDS: '1', IDLE_TIMEOUT_SECONDS: '1' });
      scripts.ptu = () => ({ says: [{ wait: 60_000 }] });
      expect(await run('Say it.')).toBe('It was paid.');
      expect(await run('Say it again.', { flags: ['--continue'] })).toBe('It was paid.');
      // The second prompt did not wait for it.
      const asked = shown('ptu').filter(({ items }) => hasText(items, 'Say it again.'));
      expect(asked).toEqual([]);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'goes on with its session where a member is added meanwhile',
    async () => {
      await start({ POOL_GPT: 'ptu/gpt,paid/gpt' });
      const first = await run('Say it.');
      await gateway.stop();
      await start({ POOL_GPT: 'ptu/gpt,paid/gpt,further/gpt' });
      const second = await run('Say it again.', { flags: ['--continue'] });
      expect([first, 'It was further.']).toContain(second);
      expect(NAMES.flatMap((name) => upstreams[name].refused)).toEqual([]);
    },
    TEST_TIMEOUT_MS,
  );
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILT, useAllWires } from '../kit/harness/all-wires.js';
import { fetchClaudeCode, runClaudeCode, type ClaudeCodeReport } from '../kit/client/claude-code.js';
import { TOKEN } from '../kit/process/gateway-process.js';
import type { Item, Script } from '../kit/upstreams/script.types.js';
import type { Route } from '../kit/harness/wires.js';

const claude = await fetchClaudeCode();

/** Who answers, prompt by prompt. */
const PLAN = ['openai-responses', 'gemini', 'anthropic', 'openai-chat', 'openai-responses'];
const PROMPT = 'Please read the note, prompt';
const ANSWER = 'That was read by';

/** What the upstream of a wire wants back. */
function stateOf({ name }: Pick<Route, 'name'>): string {
  if (name === 'anthropic') return 'ErUBstate';
  return name === 'gemini' ? Buffer.from('state').toString('base64') : 'gAAAAstate';
}

/** Plays a model that reads the note at every prompt, and then says who it is. */
const reader =
  (route: Route, folder: () => string): Script =>
  ({ items, tools }) => {
    if (tools.length === 0) return { says: [{ text: 'ok' }] };
    const prompted = items.findLastIndex((item) => item.kind === 'text' && item.text.includes(PROMPT));
    const done = items.slice(prompted).some(({ kind }) => kind === 'result');
    if (done) return { says: [{ text: `${ANSWER} ${route.name}.` }] };
    const input = { file_path: join(folder(), 'note.txt') };
    const id = `call_${route.name}_${items.length}`;
    return {
      says: [
        { think: 'I read it.', state: stateOf(route) },
        { call: 'Read', id, input },
      ],
    };
  };

describe('Claude Code', () => {
  if ('missing' in claude || PLAN.some((name) => !BUILT.some((route) => route.name === name))) {
    const missing = 'missing' in claude ? claude.missing : 'a plugin is missing';
    it.skip(`changes its model between turns (skipped: ${missing})`, () => undefined);
    return;
  }
  let folder = '';
  let home = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'switch-'));
    home = await mkdtemp(join(tmpdir(), 'switch-home-'));
    await writeFile(join(folder, 'note.txt'), 'a note\n');
    await writeFile(join(home, '.claude.json'), JSON.stringify({ hasCompletedOnboarding: true }));
  });
  afterAll(async () => {
    for (const made of [folder, home]) await rm(made, { recursive: true, force: true });
  });
  const open = useAllWires((route) => reader(route, () => folder));

  it('changes its model between turns, and no upstream refuses it', async () => {
    const reports: ClaudeCodeReport[] = [];
    for (const [turn, name] of PLAN.entries()) {
      const { gateway, model } = open(name);
      const run = await runClaudeCode({
        binary: claude.binary,
        url: gateway.url,
        token: TOKEN,
        prompt: `${PROMPT} ${turn}.`,
        allowedTools: ['Read'],
        folder,
        timeout: 60_000,
        flags: ['--model', model, ...(turn > 0 ? ['--continue'] : [])],
        // One home for all turns: the session lives there.
        env: { HOME: home },
      });
      reports.push(run.report);
    }
    expect(reports.map(({ result }) => result)).toEqual(PLAN.map((name) => `${ANSWER} ${name}.`));
    for (const name of PLAN) expect(open(name).upstream.refused).toEqual([]);
    const { items } = open('openai-responses').upstream.received.at(-1)!.conversation!;
    expect(count(items, 'result')).toBe(PLAN.length);
    // The states of this upstream's own turns, the first and this one, and no other.
    expect(items.flatMap((item) => (item.kind === 'state' ? [item.state] : []))).toEqual(['gAAAAstate', 'gAAAAstate']);
  }, 180_000);
});

function count(items: readonly Item[], kind: Item['kind']): number {
  return items.filter((item) => item.kind === kind).length;
}

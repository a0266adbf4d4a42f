import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  agentStory,
  FAREWELL,
  NOTE,
  PICTURE,
  resultOf,
  SEARCH,
  SEARCH_FAREWELL,
  searchStory,
  STATES,
} from '../kit/material/agent-story.js';
import { fetchClaudeCode, runClaudeCode, type ClaudeCodeResult } from '../kit/client/claude-code.js';
import { TOKEN } from '../kit/process/gateway-process.js';
import { createHarness } from '../kit/harness/harness.js';
import type { ReceivedConversation, Script } from '../kit/upstreams/script.types.js';
import type { Upstream } from '../kit/upstreams/upstream-server.js';
import { isBuilt, ROUTES, type Route } from '../kit/harness/wires.js';

const claude = await fetchClaudeCode();

/** Claude Code's work in a harness. */
interface Performance {
  readonly folder: string;
  readonly upstream: Upstream;
  readonly run: ClaudeCodeResult;
  clear(): Promise<void>;
}

async function perform(binary: string, route: Route, story: (folder: string) => Script): Promise<Performance> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'agent-')));
  await writeFile(join(folder, 'picture.png'), PICTURE);
  const harness = await createHarness(route, story(folder));
  const clear = async (): Promise<void> => {
    await harness.clear();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const run = await runClaudeCode({
      binary,
      url: harness.gateway.url,
      token: TOKEN,
      prompt: 'Write a note, look at the picture, count the lines.',
      allowedTools: ['Write', 'Read', 'ToolSearch', 'Bash', 'WebFetch', 'WebSearch'],
      folder,
      timeout: 90_000,
    });
    return { folder, upstream: harness.upstream, run, clear };
  } catch (error) {
    await clear();
    throw error;
  }
}

/** What the model was shown in the main loop, apart from side questions. */
function mainLoop({ upstream }: Performance): ReceivedConversation[] {
  return upstream.received.flatMap(({ conversation: prompt }) =>
    prompt?.tools.includes('ToolSearch') ? [prompt] : [],
  );
}

describe.each(ROUTES)('Claude Code over $name', (route) => {
  const missing = 'missing' in claude ? claude.missing : isBuilt(route) ? undefined : `no plugin ${route.plugin}`;
  if ('missing' in claude || missing !== undefined) {
    it.skip(`works as an agent (skipped: ${missing})`, () => undefined);
    return;
  }

  let work: Performance;
  let shown: ReceivedConversation[];
  beforeAll(async () => {
    work = await perform(claude.binary, route, agentStory);
    shown = mainLoop(work);
  }, 120_000);
  afterAll(() => work.clear());

  it('finishes the task and reports what it cost', () => {
    expect(work.run).toMatchObject({
      exitCode: 0,
      report: { subtype: 'success', is_error: false, result: FAREWELL, permission_denials: [] },
    });
    expect(work.run.report.usage.input_tokens).toBeGreaterThan(0);
    expect(work.run.report.usage.cache_read_input_tokens).toBeGreaterThan(0);
    expect(work.run.report.usage.output_tokens).toBeGreaterThan(0);
  });

  it('asks the upstream nothing that the real one would refuse', () => {
    expect(work.upstream.refused).toEqual([]);
    expect(shown).toHaveLength(5);
    expect(new Set(shown.map((prompt) => prompt.model))).toEqual(new Set([route.model]));
  });

  it('leaves the file on the disk', async () => {
    expect(await readFile(join(work.folder, 'note.txt'), 'utf8')).toBe(NOTE);
  });

  it('keeps the system message that stands between the turns', () => {
    for (const { items } of shown) {
      const place = items.findIndex((item) => item.kind === 'text' && item.text.includes('# Environment'));
      expect(items[place]).toMatchObject({ role: route.midSystem });
      expect(items.slice(0, place).some((item) => item.kind === 'text' && item.role === 'user')).toBe(true);
    }
  });

  it('shows only the tools that are there', () => {
    expect(shown.map(({ tools }) => tools.includes('WebFetch'))).toEqual([false, false, false, true, true]);
    expect(shown.flatMap(({ tools }) => tools)).not.toContain('DeferredToolPlaceholder');
  });

  it('keeps the billing block from everyone but Anthropic', () => {
    const mention = shown.filter(({ system }) => system.includes('x-anthropic-billing-header'));
    expect(mention).toHaveLength(route.name === 'anthropic' ? 5 : 0);
    expect(shown.every(({ system }) => system.length > 1000)).toBe(true);
  });

  it('brings every result to its call, the picture too', () => {
    const { items } = shown.at(-1)!;
    expect(resultOf(items, (input) => input.includes('content'))).toMatch(/note\.txt/);
    expect(resultOf(items, (input) => input.endsWith('note.txt"}'))).toMatch(/first line[\s\S]*second line/);
    expect(resultOf(items, (input) => input.includes('picture.png'))).toBeDefined();
    expect(resultOf(items, (input) => input.includes('WebFetch'))).toBeDefined();
    expect(resultOf(items, (input) => input.includes('wc -l'))).toMatch(/^2\b/);
    expect(items.filter((item) => item.kind === 'image')).toEqual([
      { kind: 'image', role: 'user', data: PICTURE.toString('base64') },
    ]);
  });

  if (route.state)
    it('brings the state of its reasoning back, turn after turn', () => {
      const states = shown.map(({ items }) => items.flatMap((item) => (item.kind === 'state' ? [item.state] : [])));
      expect(states).toEqual(shown.map((_, step) => STATES.slice(0, step)));
    });

  it('searches the web where the upstream can, and goes on where it cannot', async () => {
    const search = await perform(claude.binary, route, searchStory);
    const { items } = mainLoop(search).at(-1)!;
    const found = resultOf(items, (input) => input === JSON.stringify(SEARCH));
    await search.clear();
    expect(search.run.report).toMatchObject({ subtype: 'success', result: SEARCH_FAREWELL });
    expect(search.upstream.refused).toEqual([]);
    for (const words of route.search ? ['https://example.com/nest', 'Nest is a framework.'] : ['not supported'])
      expect(found).toContain(words);
  }, 120_000);
});

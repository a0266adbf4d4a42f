import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientEnvironment } from '../../kit/client/claude-code.js';
import { TOKEN } from '../../kit/process/gateway-process.js';
import type { Scene } from '../harness/scene.js';
import { clientOf } from './fetch-clients.js';
import { importFrom } from './import-from.js';

/** What the Agent SDK tells while it works, as far as rows care. */
export interface AgentMessage {
  readonly type: string;
  readonly subtype?: string;
  readonly result?: string;
  readonly structured_output?: unknown;
  readonly event?: { readonly type: string };
}

/** The Agent SDK, as far as rows use it; it is fetched and not installed, so its own types are not at hand. */
export interface AgentSdk {
  query(params: { prompt: string; options: Readonly<Record<string, unknown>> }): AsyncIterable<AgentMessage>;
  tool(
    name: string,
    description: string,
    schema: Readonly<Record<string, unknown>>,
    run: (input: Readonly<Record<string, unknown>>) => Promise<unknown>,
  ): unknown;
  createSdkMcpServer(options: { name: string; version: string; tools: readonly unknown[] }): unknown;
}

/** What of zod is needed to describe a tool's input. */
export interface Zod {
  string(): unknown;
}

export async function loadAgentSdk({ clients }: Pick<Scene, 'clients'>): Promise<{ sdk: AgentSdk; zod: Zod }> {
  const { path } = clientOf(clients, 'agent-sdk');
  const sdk = (await importFrom(path, '@anthropic-ai/claude-agent-sdk')) as AgentSdk;
  const { z: zod } = (await importFrom(path, 'zod')) as { z: Zod };
  return { sdk, zod };
}

/** Lets the Agent SDK work on a task, with a home of its own, and hands on everything it tells. */
export async function askAgent(
  { sdk }: { sdk: AgentSdk },
  { clients, url, folder }: Pick<Scene, 'clients' | 'url' | 'folder'>,
  prompt: string,
  options: Readonly<Record<string, unknown>> = {},
): Promise<AgentMessage[]> {
  const home = await mkdtemp(join(tmpdir(), 'agent-home-'));
  try {
    await writeFile(join(home, '.claude.json'), JSON.stringify({ hasCompletedOnboarding: true }));
    const env = { ...clientEnvironment(home), ANTHROPIC_BASE_URL: url, ANTHROPIC_AUTH_TOKEN: TOKEN };
    const pathToClaudeCodeExecutable = clientOf(clients, 'claude-code').path;
    const result = sdk.query({
      prompt,
      options: { cwd: folder, env, pathToClaudeCodeExecutable, settingSources: [], ...options },
    });
    const messages: AgentMessage[] = [];
    for await (const message of result) messages.push(message);
    return messages;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

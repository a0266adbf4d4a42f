import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fetchClaudeCode } from '../../kit/fetch-claude-code.js';
import { fetchPackage } from '../../kit/fetch-package.js';

const CACHE = fileURLToPath(new URL('../../../.cache', import.meta.url));

/** The programs that are run against the gateway. */
export interface Clients {
  /** The binary. */
  readonly claudeCode: string;
  /** Folders that hold the `node_modules` of the other two. */
  readonly sdk: string;
  readonly agentSdk: string;
  readonly versions: Readonly<Record<'claude-code' | 'sdk' | 'agent-sdk', string>>;
}

/**
 * Fetches the clients that are not in the cache. Without a version it is the newest of each.
 *
 * @throws where one cannot be had
 */
export async function fetchClients(claudeCode: string | undefined): Promise<Clients> {
  const versions = {
    'claude-code': claudeCode ?? (await newest('@anthropic-ai/claude-code')),
    sdk: await newest('@anthropic-ai/sdk'),
    'agent-sdk': await newest('@anthropic-ai/claude-agent-sdk'),
  };
  const client = await fetchClaudeCode(versions['claude-code']);
  if ('missing' in client) throw new Error(client.missing);
  const sdk = { name: '@anthropic-ai/sdk', version: versions.sdk };
  // Its own copy of the client, another 380 MB, is left out: it is given the one from above.
  const agentSdk = { name: '@anthropic-ai/claude-agent-sdk', version: versions['agent-sdk'], flags: ['--omit=optional'] };
  return {
    claudeCode: client.binary,
    sdk: await fetchPackage(sdk, join(CACHE, 'anthropic-sdk')),
    agentSdk: await fetchPackage(agentSdk, join(CACHE, 'claude-agent-sdk')),
    versions,
  };
}

async function newest(name: string): Promise<string> {
  const { stdout } = await promisify(execFile)('npm', ['view', name, 'version', '--loglevel=error'], { timeout: 60_000 });
  return stdout.trim();
}

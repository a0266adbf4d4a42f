import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { fetchClaudeCode } from '../../kit/client/fetch-claude-code.js';
import { fetchPackage } from '../../kit/client/fetch-package.js';
import type { ClientName } from '../row.types.js';

/** Asks for the version that the tests are written for. */
const PINNED = 'pinned';

const CACHE = fileURLToPath(new URL('../../../.cache', import.meta.url));

/** A program that is run against the gateway: its binary, or the folder that holds its `node_modules`. */
export interface Client {
  readonly version: string;
  readonly path: string;
}

/** The clients at hand. */
export type Clients = ReadonlyMap<ClientName, Client>;

export function versionsOf(clients: Clients): Partial<Record<ClientName, string>> {
  return Object.fromEntries([...clients].map(([name, { version }]) => [name, version]));
}

/** @throws Error where it was not fetched */
export function clientOf(clients: Clients, name: ClientName): Client {
  const client = clients.get(name);
  if (!client) throw new Error(`the client ${name} is not at hand`);
  return client;
}

const FETCHES: Readonly<Record<ClientName, (version: string | undefined) => Promise<Client>>> = {
  async 'claude-code'(version) {
    const requested = version ?? (await newest('@anthropic-ai/claude-code'));
    const client = await fetchClaudeCode(requested === PINNED ? undefined : requested);
    if ('missing' in client) throw new Error(client.missing);
    return { version: client.version, path: client.binary };
  },
  async sdk() {
    const name = '@anthropic-ai/sdk';
    const version = await newest(name);
    return { version, path: await fetchPackage({ name, version }, join(CACHE, 'anthropic-sdk')) };
  },
  async 'agent-sdk'() {
    const name = '@anthropic-ai/claude-agent-sdk';
    const version = await newest(name);
    // Its own copy of Claude Code, another 380 MB, is left out: it is given the one that is tested anyway.
    const what = { name, version, flags: ['--omit=optional'] };
    return { version, path: await fetchPackage(what, join(CACHE, 'claude-agent-sdk')) };
  },
};

/**
 * Fetches the clients that are not in the cache: of Claude Code the version asked for, or the one that the tests are
 * written for (`pinned`), else the newest.
 *
 * @throws Error where one cannot be had
 */
export async function fetchClients(names: Iterable<ClientName>, claudeCode: string | undefined): Promise<Clients> {
  const needed = new Set(names);
  if (needed.has('agent-sdk')) needed.add('claude-code');
  const clients = new Map<ClientName, Client>();
  for (const name of needed) clients.set(name, await FETCHES[name](claudeCode));
  return clients;
}

async function newest(name: string): Promise<string> {
  const { stdout } = await promisify(execFile)('npm', ['view', name, 'version', '--loglevel=error'], {
    timeout: 60_000,
  });
  return stdout.trim();
}

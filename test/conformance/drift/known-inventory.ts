import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import type { Inventory } from './inventory.types.js';

const FILE = new URL('../inventory.json', import.meta.url);

/** What a client of some version is known to send. */
export interface KnownInventory extends Inventory {
  readonly client: string;
}

export async function readKnownInventory(): Promise<KnownInventory> {
  return JSON.parse(await readFile(FILE, 'utf8')) as KnownInventory;
}

export async function writeKnownInventory(client: string, inventory: Inventory): Promise<void> {
  const json = JSON.stringify({ client, ...inventory });
  await writeFile(FILE, await format(json, { ...(await resolveConfig(FILE)), parser: 'json' }));
}

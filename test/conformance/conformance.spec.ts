import { afterAll, describe, expect, it } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { fetchClaudeCode } from '../kit/client/claude-code.js';
import { PRESET_ROUTES } from '../kit/harness/preset-routes.js';
import { isBuilt, ROUTES } from '../kit/harness/wires.js';
import type { Clients } from './clients/fetch-clients.js';
import { findNew, listDrift, mergeInventories } from './drift/compare-inventories.js';
import { EMPTY, type Inventory } from './drift/inventory.types.js';
import { readKnownInventory } from './drift/known-inventory.js';
import { takeInventory } from './drift/take-inventory.js';
import type { Row } from './row.types.js';
import { ROWS } from './rows/rows.js';
import { Scene } from './harness/scene.js';
import { runCell } from './table/run-cell.js';
import { isPlayed } from './table/run-table.js';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const MINUTE = 60_000;

/** What no other test does with the real client, on one wire of each dialect; the whole table is `npm run conformance`. */
const SUBSET = [
  'plain-turn',
  'parallel-tools',
  'image-and-pdf',
  'subagent',
  'structured-output',
  'compaction',
  'interrupted-call',
  'refused-image',
  'wrong-key',
  'safeguards-flagged',
];
const WIRES = ['openai-chat', 'openai-responses', 'gemini', 'anthropic'];

/** Presets of which each is refused by other rules: Anthropic's API passed on, ids and roles, templates. */
const PRESETS = ['deepseek', 'mistral', 'llamacpp'];

const claude = await fetchClaudeCode();

describe.each([...WIRES, ...PRESETS])('conformance over %s', (wire) => {
  const route = [...ROUTES, ...PRESET_ROUTES].find((each) => each.name === wire)!;
  const missing = 'missing' in claude ? claude.missing : isBuilt(route) ? undefined : `no plugin ${route.plugin}`;
  if ('missing' in claude || missing !== undefined) {
    it.skip(`is shown by the real client (skipped: ${missing})`, () => undefined);
    return;
  }
  const clients: Clients = new Map([
    ['claude-code', { version: claude.version, path: claude.binary }],
    ['sdk', { version: 'of the project', path: PROJECT }],
  ]);
  let seen: Inventory = EMPTY;

  const isWanted = PRESETS.includes(wire) ? (): boolean => true : (row: Row): boolean => SUBSET.includes(row.name);

  it.each(ROWS.filter((row) => isPlayed(row, route) && isWanted(row)))(
    '$name works',
    async (row) => {
      const { cell, exchanges: requests } = await runCell(row, wire, () =>
        Scene.fake(route, clients, row.settings?.(route)),
      );
      seen = mergeInventories(seen, takeInventory(requests));
      expect(cell).toMatchObject({ verdict: expect.stringMatching(/^(pass|degraded)$/), why: [] });
    },
    2 * MINUTE,
  );

  afterAll(async () => {
    const known = await readKnownInventory();
    expect(known.client).toBe(claude.version);
    expect(listDrift(findNew(known, seen))).toEqual([]);
  });
});

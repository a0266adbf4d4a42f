import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PRESET_ROUTES } from '../kit/harness/preset-routes.js';
import { isBuilt, ROUTES, type Route } from '../kit/harness/wires.js';
import { clientOf, fetchClients, versionsOf } from './clients/fetch-clients.js';
import { findNew, listDrift, mergeInventories } from './drift/compare-inventories.js';
import { EMPTY, type Inventory } from './drift/inventory.types.js';
import { readKnownInventory, writeKnownInventory } from './drift/known-inventory.js';
import { takeInventory } from './drift/take-inventory.js';
import type { Options } from './read-options.js';
import { toPage } from './report/to-page.js';
import { Scene } from './harness/scene.js';
import { runTable } from './table/run-table.js';
import { toLine } from './table/to-line.js';

const PROJECT = new URL('../../', import.meta.url);
const PAGE = fileURLToPath(new URL('docs/conformance.md', PROJECT));
const JSON_FILE = fileURLToPath(new URL('.cache/conformance.json', PROJECT));

/** Plays the rows before fake upstreams; resolves with 1 where a cell fails. A complete run writes the page. */
export async function runFakes(options: Options): Promise<number> {
  const clients = await fetchClients(new Set(options.rows.map((row) => row.client)), options.client);
  const versions = versionsOf(clients);
  let seen: Inventory = EMPTY;
  const table = await runTable({
    rows: options.rows,
    routes: chosen(options.wires),
    jobs: options.jobs,
    setScene: (row, route) => Scene.fake(route, clients, row.settings?.(route)),
    onCell(cell, row, requests) {
      console.log(toLine(cell));
      if (row.client === 'claude-code') seen = mergeInventories(seen, takeInventory(requests));
    },
  });
  if (options.recordInventory) await writeKnownInventory(clientOf(clients, 'claude-code').version, seen);
  const known = await readKnownInventory();
  const drift = listDrift(findNew(known, seen));
  const page = toPage({ table, versions, known: known.client, drift });
  console.log(`\n${page}`);
  if (options.complete) await writeFile(PAGE, page);
  await writeJson([JSON_FILE, options.json], { versions, cells: table.cells, drift, seen });
  return table.cells.some((cell) => cell.verdict === 'fail') ? 1 : 0;
}

/** @throws Error where a wire is unknown, or not built */
function chosen(names: readonly string[] | undefined): Route[] {
  const routes = [...ROUTES, ...PRESET_ROUTES].filter(
    (route) => isBuilt(route) && (names?.includes(route.name) ?? true),
  );
  const missing = names?.filter((name) => !routes.some((route) => route.name === name)) ?? [];
  if (missing.length > 0) throw new Error(`no such wire: ${missing.join(', ')}`);
  return routes;
}

async function writeJson(files: readonly (string | undefined)[], what: unknown): Promise<void> {
  for (const file of files.filter((each) => each !== undefined)) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify(what, undefined, 2)}\n`);
  }
}

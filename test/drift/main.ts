import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Inventory } from '../conformance/drift/inventory.types.js';
import { readKnownInventory } from '../conformance/drift/known-inventory.js';
import { readOptions } from '../conformance/read-options.js';
import { runFakes } from '../conformance/run-fakes.js';
import { toCatalogueDocument } from '../../src/reference/to-catalogue-document.js';
import { compareClient } from './compare-client.js';
import type { Finding } from './finding.types.js';
import { findCatalogueDrift, findDeclarationDrift } from './find-drift.js';
import { toDriftTable, toExitCode, withoutAccepted } from './to-drift-table.js';

const ACCEPTED = new URL('accepted.json', import.meta.url);
const CONFORMANCE = new URL('../../.cache/conformance.json', import.meta.url);
const REPORT = fileURLToPath(new URL('../../.cache/drift.md', import.meta.url));
const MODELS = fileURLToPath(new URL('../../docs/models.md', import.meta.url));

const USAGE = `npm run drift -- [options]

  --no-client   without the newest Claude Code, which takes long
  --help        this

Compares the repository with the newest client, SDKs and published model data. Writes docs/models.md, .cache/drift.md
and, with the client, docs/conformance.md. Exit codes: 0 no drift, 1 something new, 2 something stated here is wrong,
3 could not be compared. Differences that are meant to be stand in test/drift/accepted.json.`;

/** What the newest client does otherwise, and the cells of the table of conformance that fail with it. */
async function findClientDrift(): Promise<readonly Finding[]> {
  const failed = await runFakes(readOptions([]));
  const { seen } = JSON.parse(readFileSync(CONFORMANCE, 'utf8')) as { readonly seen: Inventory };
  const difference = 'has rows of docs/conformance.md that fail';
  const advice = 'read the failing cells, mend the gateway or correct the row in test/conformance/rows';
  const cells: readonly Finding[] =
    failed === 0 ? [] : [{ severity: 'wrong', part: 'client', subject: 'conformance', difference, advice }];
  return [...compareClient(await readKnownInventory(), seen), ...cells];
}

async function run(args: readonly string[]): Promise<number> {
  const findings = [
    ...(args.includes('--no-client') ? [] : await findClientDrift()),
    ...(await findDeclarationDrift()),
    ...(await findCatalogueDrift()),
  ];
  const accepted = JSON.parse(readFileSync(ACCEPTED, 'utf8')) as readonly string[];
  const open = withoutAccepted(findings, accepted);
  const table = toDriftTable(open);
  writeFileSync(REPORT, table);
  writeFileSync(MODELS, toCatalogueDocument());
  console.log(table);
  return toExitCode(open);
}

try {
  const args = process.argv.slice(2);
  if (args.includes('--help')) console.log(USAGE);
  else process.exitCode = await run(args);
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  process.exitCode = 3;
}

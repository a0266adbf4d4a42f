import { startGateway } from '../../kit/process/gateway-process.js';
import { fetchClients, versionsOf } from '../clients/fetch-clients.js';
import type { Options } from '../read-options.js';
import type { TappedRequest } from '../harness/client-tap.js';
import { Scene } from '../harness/scene.js';
import { runTable } from '../table/run-table.js';
import { toLine } from '../table/to-line.js';
import { toMarkdown } from '../table/to-markdown.js';
import { askQuestions } from './ask-questions.js';
import { compareStructures, structureOf } from './compare-structures.js';
import { findLiveWires, tellNeeds } from './find-live-wires.js';

/** Plays the rows before the real providers whose keys are in the environment, and asks them the open questions. */
export async function runLive(options: Options, environment: NodeJS.ProcessEnv): Promise<number> {
  const wires = findLiveWires(environment).filter(({ route }) => options.wires?.includes(route.name) ?? true);
  if (wires.length === 0) {
    console.log(tellNeeds());
    return 0;
  }
  const rows = options.rows.filter((row) => row.live);
  const clients = await fetchClients(new Set(rows.map((row) => row.client)), options.client);
  const received = new Map<string, readonly TappedRequest[]>();
  const table = await runTable({
    rows,
    routes: wires.map((wire) => wire.route),
    jobs: options.jobs,
    async setScene(row, route) {
      const { settings } = wires.find((wire) => wire.route === route)!;
      const gateway = await startGateway({ ...settings, ...row.settings?.(route) });
      return Scene.before(route, clients, { gateway, clear: () => gateway.stop() });
    },
    onCell(cell, row, requests) {
      console.log(toLine(cell));
      if (row.client === 'sdk') received.set(keyOf(row.name, cell.wire), requests);
    },
  });
  const names = { rows: rows.map((row) => row.name), wires: table.wires };
  console.log(['', toMarkdown(table, versionsOf(clients)), '', ...tellDifferences(names, received), ''].join('\n'));
  console.log((await askQuestions(environment)).join('\n'));
  return table.cells.some((cell) => cell.verdict === 'fail') ? 1 : 0;
}

const keyOf = (row: string, wire: string): string => `${row} ${wire}`;

/** How the answers over each wire differ in structure from Anthropic's own. */
function tellDifferences(
  { rows, wires }: Readonly<Record<'rows' | 'wires', readonly string[]>>,
  received: ReadonlyMap<string, readonly TappedRequest[]>,
): string[] {
  if (!wires.includes('anthropic')) return ["Without ANTHROPIC_API_KEY nothing is compared with Anthropic's answers."];
  const others = wires.filter((wire) => wire !== 'anthropic');
  return rows.flatMap((row) => {
    const own = received.get(keyOf(row, 'anthropic'));
    if (!own) return [];
    return others.flatMap((wire) => {
      const differences = compareStructures(structureOf(own), structureOf(received.get(keyOf(row, wire)) ?? []));
      return differences.map((difference) => `${row} over ${wire} ${difference}`);
    });
  });
}

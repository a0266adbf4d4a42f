import type { ClientName } from '../row.types.js';
import type { Table } from '../table/run-table.js';
import { toMarkdown } from '../table/to-markdown.js';

export interface Report {
  readonly table: Table;
  readonly versions: Readonly<Partial<Record<ClientName, string>>>;
  /** The version of Claude Code whose requests are known. */
  readonly known: string;
  /** What it sends that is not known, a line for each part. */
  readonly drift: readonly string[];
}

const HEAD = `# Conformance

<!-- Written by \`npm run conformance\` -->

The clients, as their users run them, against the built gateway, with a fake upstream behind it that refuses what the
real one refuses. *pass*: the client did its work, the upstream had nothing to object to, and every stream kept the
grammar of the Messages API. *degraded*: the same, with loss that the gateway tells of by codes (see
[fidelity](fidelity.md)). *refused*: the gateway said no where it must, and the client went on. –: slow rows run on one
wire of each dialect. Before the stand-in of a [preset](providers/compatible.md) the client runs its agent loop; what the
stand-in refuses there may only be what depends on the model, and is learnt.

\`npm run conformance\` makes this page with the newest clients; \`npm run conformance -- --client 2.1.330\` with another
Claude Code, \`-- --live\` asks the real providers whose keys are in the environment, \`-- --help\` tells the rest.
\`npm run conformance:faults\` plants faults in the gateway and shows that the right cell fails.`;

/** The text of `docs/conformance.md`. */
export function toPage({ table, versions, known, drift }: Report): string {
  const news =
    drift.length === 0
      ? `Claude Code ${versions['claude-code'] ?? ''} sends nothing that ${known} did not.`
      : `New since Claude Code ${known}:\n\n${drift.map((line) => `- ${line}`).join('\n')}`;
  return `${[HEAD, toMarkdown(table, versions), `## What the client sends\n\n${news}`].join('\n\n')}\n`;
}

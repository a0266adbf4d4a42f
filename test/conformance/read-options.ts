import { parseArgs } from 'node:util';
import type { Row } from './row.types.js';
import { ROWS } from './rows/rows.js';

export interface Options {
  /** Version of Claude Code, or `pinned`; the newest without. */
  readonly client: string | undefined;
  readonly rows: readonly Row[];
  /** Names of wires; all without. */
  readonly wires: readonly string[] | undefined;
  /** Where the table is written as JSON too. */
  readonly json: string | undefined;
  /** Wires at work at the same time. */
  readonly jobs: number;
  readonly live: boolean;
  readonly recordInventory: boolean;
  readonly help: boolean;
  /** Every row and every wire are asked for. */
  readonly complete: boolean;
}

export const USAGE = `npm run conformance -- [options]

  --client VERSION      of @anthropic-ai/claude-code, or "pinned"; without it the newest
  --rows NAME,NAME      only these rows
  --wires NAME,NAME     only these wires
  --simple              only rows without tools
  --tools               only rows with tools
  --streaming-only      only rows that are streamed
  --no-streaming        only rows that are answered whole
  --jobs N              wires at the same time (2)
  --json FILE           write the table there too
  --live                ask the real providers whose keys are in the environment
  --record-inventory    take what the client sends now for known
  --help                this

Rows: ${ROWS.map((row) => row.name).join(' ')}`;

/**
 * Reads the command line.
 *
 * @throws Error that names what is wrong
 */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      client: { type: 'string' },
      rows: { type: 'string' },
      wires: { type: 'string' },
      json: { type: 'string' },
      jobs: { type: 'string', default: '2' },
      simple: { type: 'boolean', default: false },
      tools: { type: 'boolean', default: false },
      'streaming-only': { type: 'boolean', default: false },
      'no-streaming': { type: 'boolean', default: false },
      live: { type: 'boolean', default: false },
      'record-inventory': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const names = values.rows?.split(',');
  const unknown = names?.filter((name) => !ROWS.some((row) => row.name === name)) ?? [];
  if (unknown.length > 0) throw new Error(`no such row: ${unknown.join(', ')}`);
  const jobs = Number(values.jobs);
  if (!Number.isInteger(jobs) || jobs < 1) throw new Error(`--jobs takes a number from 1, not ${values.jobs}`);
  const rows = ROWS.filter(
    (row) =>
      (names?.includes(row.name) ?? true) &&
      (!values.simple || row.kind === 'simple') &&
      (!values.tools || row.kind === 'tools') &&
      (!values['streaming-only'] || row.answers !== 'whole') &&
      (!values['no-streaming'] || row.answers !== 'streamed'),
  );
  return {
    client: values.client,
    rows,
    wires: values.wires?.split(','),
    json: values.json,
    jobs,
    live: values.live,
    recordInventory: values['record-inventory'],
    help: values.help,
    complete: rows.length === ROWS.length && values.wires === undefined,
  };
}

import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { BENCH_WIRES, type BenchWire } from './bench-wires.js';
import type { Effort } from './bench.types.js';

export interface Peer {
  readonly name: string;
  readonly command: string;
}

export interface Options {
  readonly wires: readonly BenchWire[];
  readonly peers: readonly Peer[];
  readonly effort: Effort;
  /** Write the report, and the ratios that later runs are compared with. */
  readonly write: boolean;
  /** Compare with the ratios that were written. */
  readonly check: boolean;
}

export const USAGE = `npm run bench -- [--quick] [--rounds <n>] [--wire <name>]... [--peer "[<name>=]<start command>"]... [--write] [--check]

  --quick   three short rounds of the main figures, without growth, memory and turns
  --rounds  how many, instead of 5 or of the 3 quick ones
  --wire    one of ${BENCH_WIRES.map(({ name }) => name).join(', ')}; several times for several, all by default
  --peer    another gateway to measure; it finds PORT, UPSTREAM_URL, BENCH_WIRE and the wire's variables
            in its environment, and answers POST /v1/messages
  --write   write docs/performance.md, .json and .svg, and the baseline of --check
  --check   compare with the baseline, and fail where a ratio worsened by more than a quarter`;

const FULL: Effort = { rounds: 5, events: 200, whole: 3000, requests: 10, idleStreams: 1000, full: true };
const QUICK: Effort = { rounds: 3, events: 80, whole: 1000, requests: 5, idleStreams: 0, full: false };

/** @throws Error that names the wrong argument */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      wire: { type: 'string', multiple: true, default: [] },
      peer: { type: 'string', multiple: true, default: [] },
      write: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
    },
  });
  const unknown = values.wire.find((name) => !BENCH_WIRES.some((wire) => wire.name === name));
  if (unknown !== undefined) throw new Error(`no wire is called ${unknown}`);
  if (values.write && values.wire.length > 0) throw new Error('--write wants all wires');
  const effort = values.quick ? QUICK : FULL;
  const rounds = Number(values.rounds ?? effort.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds wants a number of 1 or more');
  return {
    wires: BENCH_WIRES.filter(({ name }) => values.wire.length === 0 || values.wire.includes(name)),
    peers: values.peer.map(toPeer),
    effort: { ...effort, rounds },
    write: values.write,
    check: values.check,
  };
}

/** A name may stand before the command; else it is the program's. */
function toPeer(given: string): Peer {
  const [, name, rest] = /^([\w.-]+)=(.+)$/.exec(given) ?? [];
  const command = rest ?? given;
  return { name: name ?? basename(command.split(' ')[0]!), command };
}

import type { Result } from '../results.js';
import { toTable } from './to-table.js';

/** Where and how the figures came about. */
export interface Circumstances {
  readonly machine: string;
  readonly rounds: number;
  /** The day, `2026-01-31`. */
  readonly day: string;
}

const METHOD = `Client and fake upstream share one process on one core; the gateway has another core to itself. In each round
everybody has the same to do, one after the other: the gateway, and beside it a bare \`node:http\` byte pipe, which
is the least that anything in between can cost, and a thin shell: some 60 lines that parse the request, forward it with
undici, parse each event and write a frame of Anthropic's. What the gateway costs beyond the shell is its own layers. Figures are medians of the rounds, "compared" is the median of each
round's comparison, and "spread" its least and most. Streams are 100 at a time with 50 events a second each; an event
carries the time at which it was written, so that latency is that of the event itself. Requests have the shape of Claude
Code's. Absolute figures are this machine's; ratios decide.

- **CPU** is what the kernel counts for the process with all its threads.
- **Time to first token** is compared as a difference: what the gateway adds.
- **Memory** is what is in RAM when all garbage has been collected; an empty Nest app imports the same packages.
- **Longest turn** is how long other streams wait for a 2 MB body, as a share of the CPU time that it takes.
- **Growth**: the cost of one event stays the same, or falls, when there is more to do.
- **Provider alone** runs in the bench itself, beside \`JSON.parse\` of the same events.`;

/** `docs/performance.md`. */
export function toPage(results: readonly Result[], { machine, rounds, day }: Circumstances): string {
  const judged = results.filter(({ contender, met }) => contender === 'gateway' && met !== undefined);
  const missed = judged.filter(({ met }) => met === false);
  const verdict = `${judged.length - missed.length} of ${judged.length} targets are met${missed.length > 0 ? '; missed:' : '.'}`;
  const wires = [...new Set(results.map(({ wire }) => wire))];
  return [
    '# Performance',
    'What the gateway costs, measured by `npm run bench -- --write`, which writes this page. `npm run bench:check` fails',
    'when a ratio has worsened by more than a quarter.',
    '',
    `${day}, ${machine}; ${rounds} rounds. ${verdict}`,
    ...(missed.length > 0 ? ['', ...missed.map(({ wire, measure }) => `- ${wire}: ${measure.name}`)] : []),
    '',
    '![Ratios to the byte pipe, and their targets](performance.svg)',
    '',
    '## How it is measured',
    METHOD,
    ...wires.flatMap((wire) => ['', `## ${wire}`, toTable(results.filter((result) => result.wire === wire))]),
    '',
  ].join('\n');
}

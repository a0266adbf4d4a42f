import { stripVTControlCharacters } from 'node:util';
import type { StepResult } from './step.types.js';

/** A walk with one version of Node. */
export interface WalkReport {
  readonly version: string;
  /** Of the installed packages. */
  readonly megabytes: number;
  readonly steps: readonly StepResult[];
  readonly faults: readonly string[];
}

/** Lines of the output that are shown for each step. */
const MAX_LINES = 8;

const HEAD = `# The first hour

<!-- Written by \`npm run walk\`, from a fresh clone. -->

What a new user sees, command by command, with each Node that was at hand. Times are those of one run on a small, busy
machine; the install reads its packages from a cache where there is one.
`;

/** The text of `docs/first-hour.md`. */
export function toReport(reports: readonly WalkReport[]): string {
  return [HEAD, ...reports.map(toSection)].join('\n');
}

function toSection({ version, megabytes, steps, faults }: WalkReport): string {
  const size = `Installed: ${megabytes} MB.${faults.map((fault) => ` **Not kept: ${fault}.**`).join('')}\n`;
  return [`## Node ${version}\n`, size, ...steps.map(toStep)].join('\n');
}

function toStep({ command, seconds, output, faults }: StepResult): string {
  const lines = stripVTControlCharacters(output)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, MAX_LINES);
  const result = faults.length === 0 ? `${seconds.toFixed(1)} s` : `**not kept: ${faults.join('; ')}**`;
  return `\`${command}\`: ${result}\n${lines.length === 0 ? '' : `\n\`\`\`text\n${lines.join('\n')}\n\`\`\`\n`}`;
}

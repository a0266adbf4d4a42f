import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { StepResult } from './step.types.js';
import { STEPS } from './steps.js';
import { takeStep } from './take-step.js';
import { toReport, type WalkReport } from './to-report.js';

/** Megabytes that an install may have without the conformance tools. */
const MAX_SIZE = 350;

/** Node 20 or newer on the PATH, and the one that the project brings; of these the versions that are asked for. */
function findNodes(): readonly string[] {
  const bundled = dirname(process.execPath);
  const others = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules') && existsSync(join(folder, 'node')));
  const wanted = process.argv.slice(2).map((major) => `v${major}.`);
  const nodes = [...new Set([...others.slice(0, 1), bundled])];
  return nodes.filter((folder) => wanted.length === 0 || wanted.some((start) => versionOf(folder).startsWith(start)));
}

async function walk(nodeFolder: string): Promise<WalkReport> {
  const folder = mkdtempSync(join(tmpdir(), 'first-hour-'));
  try {
    execFileSync('git', ['clone', '--quiet', process.cwd(), folder]);
    const { PATH = '', HOME = '' } = process.env;
    const path = PATH.split(delimiter).filter((each) => !each.includes('node_modules'));
    const env = { HOME, PATH: [nodeFolder, ...path].join(delimiter), ENV_FILE: '' };
    const version = versionOf(nodeFolder);
    const steps: StepResult[] = [];
    let megabytes = 0;
    for (const step of STEPS) {
      const result = await takeStep({ folder, env }, step);
      console.log(`${version}  ${result.seconds.toFixed(1)} s  ${result.command}  ${result.faults.join('; ')}`);
      steps.push(result);
      megabytes ||= sizeOf(join(folder, 'node_modules'));
    }
    const faults = megabytes > MAX_SIZE ? [`node_modules has ${megabytes} MB, more than ${MAX_SIZE}`] : [];
    return { version, megabytes, steps, faults };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function versionOf(folder: string): string {
  return execFileSync(join(folder, 'node'), ['--version'], { encoding: 'utf8' }).trim();
}

function sizeOf(folder: string): number {
  return Number(execFileSync('du', ['-sm', folder], { encoding: 'utf8' }).split('\t')[0]);
}

const reports: WalkReport[] = [];
for (const node of findNodes()) {
  reports.push(await walk(node));
  writeFileSync('docs/first-hour.md', toReport(reports));
}
const faults = reports.flatMap((report) => [...report.faults, ...report.steps.flatMap((step) => step.faults)]);
console.log(faults.length === 0 ? 'Every point is kept.' : `${faults.length} points are not kept.`);
process.exitCode = faults.length === 0 ? 0 : 1;

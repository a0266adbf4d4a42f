import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DIST } from '../../kit/process/built-gateway.js';
import type { Cell } from '../table/cell.types.js';
import { FAULTS, type Fault } from './faults.js';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
/** Inside the project, so that the copies find its packages. */
const NURSERY = fileURLToPath(new URL('../../../.cache/planted', import.meta.url));

/**
 * Shows that the suite can fail. Each fault is planted in a copy of the built gateway, never in the code itself,
 * and the cell that is there to find it must turn red; without the fault it must not be.
 */
async function main(): Promise<number> {
  let missed = 0;
  try {
    for (const fault of FAULTS) {
      const healthy = await look(fault, DIST);
      const sick = await look(fault, await plant(fault));
      const found = healthy.verdict !== 'fail' && sick.verdict === 'fail';
      if (!found) missed++;
      console.log(`${found ? 'found ' : 'MISSED'} ${fault.name}: ${fault.what}`);
      console.log(`       ${fault.row} over ${fault.wire}: ${healthy.verdict}, with the fault ${sick.verdict}`);
      for (const why of [...(healthy.verdict === 'fail' ? healthy.why : []), ...sick.why])
        console.log(`       ${why.replaceAll(/\s+/g, ' ').slice(0, 160)}`);
    }
  } finally {
    await rm(NURSERY, { recursive: true, force: true });
  }
  console.log(
    missed === 0 ? `all ${FAULTS.length} faults are found` : `${missed} of ${FAULTS.length} faults are missed`,
  );
  return missed === 0 ? 0 : 1;
}

/** A copy of the gateway with this fault. */
async function plant({ name, file, code, instead }: Fault): Promise<string> {
  const folder = join(NURSERY, name);
  await cp(DIST, folder, { recursive: true });
  const path = join(folder, file);
  const text = await readFile(path, 'utf8');
  if (text.split(code).length !== 2)
    throw new Error(`${name}: the code in ${file} has changed, and the fault must too`);
  await writeFile(
    path,
    text.replace(code, () => instead),
  );
  return folder;
}

/** The cell that looks for this fault, played before a gateway. */
async function look({ name, row, wire }: Fault, gateway: string): Promise<Cell> {
  await mkdir(NURSERY, { recursive: true });
  const file = join(NURSERY, `${name}.json`);
  await rm(file, { force: true });
  const choice = ['--client', 'pinned', '--rows', row, '--wires', wire, '--json', file];
  const child = spawn(process.execPath, [...process.execArgv, MAIN, ...choice], {
    env: { ...process.env, GATEWAY_DIST: gateway },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await once(child, 'close');
  const { cells } = JSON.parse(await readFile(file, 'utf8')) as { cells: Cell[] };
  return cells[0]!;
}

process.exitCode = await main();

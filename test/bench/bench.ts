/** `npm run bench`: what the gateway costs, beside a byte pipe. Build it first. */
import 'reflect-metadata';
import { findWorsened, readBaseline, writeBaseline } from './baseline.js';
import { measureWire } from './measure-wire.js';
import { pinSelf } from './process/pin-to-core.js';
import { readOptions, USAGE, type Options } from './read-options.js';
import { describeMachine } from './report/describe-machine.js';
import { toTable } from './report/to-table.js';
import { writeReport } from './report/write-report.js';
import { Results } from './results.js';

const options = understand(process.argv.slice(2));
pinSelf(0);
const machine = describeMachine();
console.log(machine);
const results = new Results();
for (const wire of options.wires) {
  await measureWire(wire, options, results, (progress) => console.error(progress));
  console.log(`\n${wire.name}\n${toTable(results.all().filter((result) => result.wire === wire.name))}`);
}
const all = results.all();
if (options.check) check();
if (options.write) {
  const day = new Date().toISOString().slice(0, 10);
  writeReport(all, { machine, rounds: options.effort.rounds, day });
  writeBaseline(all);
}
// The connections that are kept would keep this process.
process.exit();

function check(): void {
  const baseline = readBaseline();
  if (Object.keys(baseline).length === 0) {
    console.error('There is nothing to compare with yet: run `npm run bench -- --write`.');
    process.exitCode = 1;
    return;
  }
  const worsened = findWorsened(all, baseline);
  console.log(worsened.length > 0 ? `\nWorse than before:\n${worsened.join('\n')}` : '\nNothing is worse than before.');
  if (worsened.length > 0) process.exitCode = 1;
}

function understand(args: readonly string[]): Options {
  try {
    return readOptions(args);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    process.exit(2);
  }
}

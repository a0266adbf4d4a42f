import { execFileSync, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

const PINS = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0;

/** Whether processes can be kept apart here: there is a `taskset`, and more than one core. */
export const canPin = (): boolean => PINS;

/** The command that runs this one on a core; the same where nothing can be pinned. */
export function onCore(core: number, command: readonly string[]): readonly string[] {
  return PINS ? ['taskset', '-c', String(core), ...command] : command;
}

/** Keeps this process, with all its threads, on a core. */
export function pinSelf(core: number): void {
  if (PINS) execFileSync('taskset', ['-a', '-c', '-p', String(core), String(process.pid)], { stdio: 'ignore' });
}

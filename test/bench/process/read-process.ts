import { readdirSync, readFileSync } from 'node:fs';

/**
 * CPU time of a process and of all that it started, in milliseconds, as Linux accounts for it to the nanosecond.
 *
 * @throws Error where there is no `/proc`
 */
export function readCpuTime(pid: number): number {
  const nanoseconds = tree(pid)
    .flatMap(tasks)
    .map((task) => Number(read(`${task}/schedstat`).split(' ')[0]));
  return sum(nanoseconds) / 1e6;
}

/** Memory of a process and of all that it started that is in RAM, in KB. */
export function readResidentSet(pid: number): number {
  return sum(tree(pid).map((each) => Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${each}/status`))?.[1] ?? 0)));
}

function tree(pid: number): number[] {
  const children = tasks(pid).flatMap((task) => read(`${task}/children`).split(' ').filter(Boolean).map(Number));
  return [pid, ...children.flatMap(tree)];
}

function tasks(pid: number): string[] {
  const folder = `/proc/${pid}/task`;
  return readdirSync(folder).map((task) => `${folder}/${task}`);
}

/** A thread may end between being listed and being read. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

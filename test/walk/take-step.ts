import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { StepResult, Walk } from './step.types.js';

export interface Step {
  readonly command: string;
  /** Variables for this command alone. */
  readonly env?: Readonly<Record<string, string>>;
  /** What its output must contain. */
  readonly prints: readonly RegExp[];
  /** The exit code; absent: 0. A step with `until` is ended by a signal instead. */
  readonly code?: number;
  /** Ends the command once it has printed this. */
  readonly until?: RegExp;
  /** Seconds that it may take on a busy machine. */
  readonly within: number;
}

/** Runs a command in the clone as a user would, and compares what it did with what it promises. */
export async function takeStep({ folder, env }: Walk, step: Step): Promise<StepResult> {
  const started = performance.now();
  const child = spawn(step.command, { cwd: folder, env: { ...env, ...step.env }, shell: true, detached: true });
  const stop = (): boolean => process.kill(-(child.pid ?? 0), 'SIGTERM');
  const tooLate = setTimeout(stop, step.within * 1000);
  let output = '';
  let seconds = 0;
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (seconds > 0 || step.until?.test(output) !== true) return;
      seconds = (performance.now() - started) / 1000;
      stop();
    });
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(tooLate);
  seconds ||= (performance.now() - started) / 1000;
  const faults = [
    ...step.prints.filter((pattern) => !pattern.test(output)).map((pattern) => `does not print ${String(pattern)}`),
    ...(step.until === undefined && code !== (step.code ?? 0) ? [`ends with ${code}`] : []),
    ...(seconds >= step.within ? [`takes longer than ${step.within} s`] : []),
  ];
  return { command: step.command, seconds, output, faults };
}

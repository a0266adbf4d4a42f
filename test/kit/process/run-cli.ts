import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { GATEWAY_MAIN } from './built-gateway.js';
import { cleanEnvironment } from './gateway-process.js';

const CLI = join(dirname(GATEWAY_MAIN), 'cli', 'main.js');

export interface CliRun {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What is typed, at once; or what is typed after each of these was said. */
  readonly input?: string | readonly (readonly [prompt: string, answer: string])[];
  /** On a pseudo-terminal, where stdout and stderr are one; needs `script` of util-linux. */
  readonly terminal?: boolean;
  /** Called with the process as soon as it has written something. */
  readonly onOutput?: (pid: number, said: string) => void;
}

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line to its end. It sees nothing of the environment that the tests run in. */
export async function runCli(args: readonly string[], run: CliRun = {}): Promise<CliResult> {
  const command = [process.execPath, CLI, ...args];
  const [program = '', ...rest] = run.terminal
    ? ['script', '-qec', command.map(quote).join(' '), '/dev/null']
    : command;
  const child = spawn(program, rest, {
    cwd: run.cwd,
    env: { ...cleanEnvironment(), ...run.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  const answers = typeof run.input === 'object' ? [...run.input] : [];
  let received = 0;
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
      run.onOutput?.(child.pid ?? 0, said.stdout);
      const [prompt, answer] = answers[0] ?? [];
      const at = prompt === undefined ? -1 : said.stdout.indexOf(prompt, received);
      if (prompt === undefined || at < 0) return;
      received = at + prompt.length;
      answers.shift();
      child.stdin.write(answer ?? '');
    });
  // A command that ends without reading its input closes the pipe: no error of the test.
  child.stdin.on('error', () => undefined);
  if (typeof run.input === 'string') child.stdin.end(run.input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...said };
}

const quote = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

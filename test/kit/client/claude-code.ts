import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export { fetchClaudeCode } from './fetch-claude-code.js';

export interface ClaudeCodeRun {
  readonly binary: string;
  /** The gateway, and the token for it. */
  readonly url: string;
  /** Absent: settings in its home bring one. */
  readonly token?: string;
  readonly prompt: string;
  readonly allowedTools: readonly string[];
  /** Where it works. */
  readonly folder: string;
  /** Milliseconds until it is ended. */
  readonly timeout: number;
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A home that is kept, so that a session can go on; without it each run has a new one. */
  readonly home?: string;
}

/** What `--output-format json` reports, as far as tests care. */
export interface ClaudeCodeReport {
  readonly type: 'result';
  readonly subtype: string;
  readonly is_error: boolean;
  readonly result: string;
  readonly num_turns: number;
  readonly usage: {
    readonly input_tokens: number;
    readonly output_tokens: number;
    readonly cache_read_input_tokens: number;
  };
  readonly permission_denials: readonly unknown[];
}

export interface ClaudeCodeResult {
  readonly exitCode: number | null;
  readonly report: ClaudeCodeReport;
  readonly stderr: string;
}

/**
 * Runs the real Claude Code without a terminal. It has a home of its own, connects to the gateway only and
 * knows no Anthropic variable but these two.
 */
export async function runClaudeCode(run: ClaudeCodeRun): Promise<ClaudeCodeResult> {
  const home = run.home ?? (await mkdtemp(join(tmpdir(), 'claude-home-')));
  try {
    await createHome(home, run.folder);
    const flags = ['--output-format', 'json', '--allowedTools', run.allowedTools.join(','), ...(run.flags ?? [])];
    const child = spawn(run.binary, ['-p', run.prompt, ...flags], {
      cwd: run.folder,
      env: {
        ...clientEnvironment(home),
        ANTHROPIC_BASE_URL: run.url,
        ...(run.token && { ANTHROPIC_AUTH_TOKEN: run.token }),
        ...run.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: run.timeout,
      killSignal: 'SIGKILL',
    });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => {
        output[name] += text;
      });
    const [exitCode] = (await once(child, 'close')) as [number | null];
    return { exitCode, report: parseReport(output, exitCode), stderr: output.stderr };
  } finally {
    if (run.home === undefined) await rm(home, { recursive: true, force: true });
  }
}

/** Makes a home, where it is none yet, whose user has seen the first dialogs and trusts the folder. */
export async function createHome(home: string, folder: string): Promise<void> {
  const state = { hasCompletedOnboarding: true, projects: { [folder]: { hasTrustDialogAccepted: true } } };
  await mkdir(home, { recursive: true });
  await writeFile(join(home, '.claude.json'), JSON.stringify(state), { flag: 'wx' }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
}

/** What Claude Code needs to run: a home of its own, and no talk with any user but the gateway. */
export function clientEnvironment(home: string): Record<string, string> {
  return {
    HOME: home,
    PATH: process.env.PATH ?? '',
    LANG: 'C.UTF-8',
    TERM: 'dumb',
    DISABLE_AUTOUPDATER: '1',
    DISABLE_TELEMETRY: '1',
    DISABLE_ERROR_REPORTING: '1',
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
  };
}

function parseReport(output: { stdout: string; stderr: string }, exitCode: number | null): ClaudeCodeReport {
  try {
    return JSON.parse(output.stdout) as ClaudeCodeReport;
  } catch {
    throw new Error(`Claude Code ended with ${exitCode} and without a report:\n${output.stdout}\n${output.stderr}`);
  }
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { type ClaudeCodeRun, clientEnvironment, createHome } from './claude-code.js';

/** Claude Code on a pseudo-terminal. */
export interface ClaudeTerminal {
  /** Types a line: its text, and Enter once that is on the screen. */
  enter(line: string): Promise<void>;
  /** Waits until the screen shows it, without regard to blanks. */
  see(wanted: string): Promise<void>;
  close(): Promise<void>;
}

type TerminalRun = Omit<ClaudeCodeRun, 'prompt' | 'allowedTools' | 'home'> & { readonly home: string };

const POLL_INTERVAL_MS = 50;

/** Opens Claude Code as its users do; needs `script` of util-linux, as no pure package brings a terminal. */
export async function openClaudeTerminal(run: TerminalRun): Promise<ClaudeTerminal> {
  await createHome(run.home, run.folder);
  const command = [run.binary, ...(run.flags ?? [])].map((part) => `'${part.replaceAll("'", "'\\''")}'`).join(' ');
  const child = spawn('script', ['-qfec', `stty rows 40 cols 140; exec ${command}`, '/dev/null'], {
    cwd: run.folder,
    env: {
      ...clientEnvironment(run.home),
      TERM: 'xterm-256color',
      SHELL: '/bin/sh',
      ANTHROPIC_BASE_URL: run.url,
      ANTHROPIC_AUTH_TOKEN: run.token,
      ...run.env,
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const closed = once(child, 'close');
  let screen = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text;
  });
  const see = async (wanted: string): Promise<void> => {
    const deadline = Date.now() + run.timeout;
    const shown = (): string => withoutBlanks(stripVTControlCharacters(screen));
    while (!shown().includes(withoutBlanks(wanted))) {
      if (Date.now() >= deadline || child.exitCode !== null)
        throw new Error(`the terminal does not show ${wanted}: ${shown().slice(-500)}`);
      await pause(POLL_INTERVAL_MS);
    }
  };
  return {
    see,
    async enter(line) {
      screen = '';
      child.stdin.write(line);
      await see(line);
      child.stdin.write('\r');
    },
    async close() {
      child.kill('SIGTERM');
      const impatience = setTimeout(() => child.kill('SIGKILL'), 2000);
      await closed;
      clearTimeout(impatience);
    },
  };
}

/** Ink moves the cursor where a text has blanks. */
function withoutBlanks(text: string): string {
  return text.replaceAll(/\s+/g, '');
}

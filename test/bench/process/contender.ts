import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { GATEWAY_MAIN } from '../../kit/process/built-gateway.js';
import { freePort } from '../../kit/process/free-port.js';
import { cleanEnvironment, TOKEN } from '../../kit/process/gateway-process.js';
import type { BenchWire } from '../bench-wires.js';
import { onCore } from './pin-to-core.js';

const READY_WITHIN = 30_000;
const SCRIPT = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const PROBE = `--import=${new URL('probe.mjs', import.meta.url).href}`;

/** What the probe in a process answers. */
export interface ProbeAnswer {
  readonly question: string;
  readonly packages?: readonly string[];
  /** KB of the heap and of buffers outside of it. */
  readonly held?: number;
  /** Milliseconds, as `cpu`. */
  readonly longestTick?: number;
  readonly cpu?: number;
}

/** A process between client and upstream, on a core of its own. */
export interface Contender {
  readonly name: string;
  readonly url: string;
  readonly pid: number;
  /** Asks the probe; undefined where there is none. */
  probe(question: 'settle' | 'watch' | 'watched'): Promise<ProbeAnswer | undefined>;
  stop(): Promise<void>;
}

/** What makes a contender of a port and an upstream. */
export interface Recipe {
  readonly name: string;
  command(port: number): readonly string[];
  /** Variables beside those that every process gets. */
  readonly settings?: Readonly<Record<string, string>>;
  /** It is one of ours, so that it can carry a probe. */
  readonly ours: boolean;
}

/** The limit: bytes in, bytes out. */
export const pipeTo = (wire: BenchWire, upstream: string): Recipe => ({
  name: 'pipe',
  command: (port) => [process.execPath, SCRIPT('../../kit/process/byte-pipe.mjs'), upstream + wire.path, String(port)],
  ours: true,
});

/** The least that a translating gateway can do. */
export const shellTo = (wire: BenchWire, upstream: string): Recipe => ({
  name: 'thin shell',
  command: (port) => [
    ...[process.execPath, SCRIPT('../../kit/process/thin-shell.mjs')],
    ...[upstream + wire.path, String(port), wire.name],
  ],
  ours: true,
});

/** The built gateway, as its users run it. */
export const gatewayTo = (wire: BenchWire, upstream: string): Recipe => ({
  name: 'gateway',
  command: () => [process.execPath, '--enable-source-maps', GATEWAY_MAIN],
  // More idle streams are held than it would work on.
  settings: { ...wire.route.settings(upstream), MAX_CONCURRENT_REQUESTS: '2000' },
  ours: true,
});

/** Nest with nothing in it. */
export const emptyNest = (): Recipe => ({
  name: 'empty Nest app',
  command: (port) => [process.execPath, SCRIPT('empty-nest.mjs'), String(port)],
  ours: true,
});

/** Another gateway. Its command sees `PORT`, `UPSTREAM_URL`, `BENCH_WIRE` and the variables that the gateway sees. */
export const peerTo = (command: string, name: string, wire: BenchWire, upstream: string): Recipe => ({
  name,
  command: () => ['sh', '-c', `exec ${command}`],
  settings: { ...wire.route.settings(upstream), UPSTREAM_URL: upstream, BENCH_WIRE: wire.name },
  ours: false,
});

/** Starts a process on the second core, its log thrown away, and waits until its port is open. */
export async function startContender(recipe: Recipe, { probed = false } = {}): Promise<Contender> {
  const port = await freePort();
  const [program = '', ...rest] = onCore(1, withProbe(recipe, port, probed));
  const child = spawn(program, rest, {
    env: {
      ...cleanEnvironment(),
      HOST: '127.0.0.1',
      PORT: String(port),
      ANTHROPIC_AUTH_TOKEN: TOKEN,
      ...recipe.settings,
    },
    // A peer may be many processes: they end as a group.
    detached: !recipe.ours,
    stdio: ['ignore', 'ignore', 'pipe', ...(probed && recipe.ours ? (['ipc'] as const) : [])],
  });
  let complaints = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-4000);
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    process.kill(recipe.ours ? child.pid! : -child.pid!, 'SIGKILL');
    await ended;
  };
  const deadline = Date.now() + READY_WITHIN;
  while (!(await isOpen(port))) {
    if (child.exitCode === null && Date.now() < deadline) continue;
    await stop();
    throw new Error(`${recipe.name} did not start: ${complaints}`);
  }
  const probe = (question: string): Promise<ProbeAnswer | undefined> =>
    probed && recipe.ours ? askProbe(child, question) : Promise.resolve(undefined);
  return { name: recipe.name, url: `http://127.0.0.1:${port}`, pid: child.pid!, probe, stop };
}

function withProbe({ command, ours }: Recipe, port: number, probed: boolean): readonly string[] {
  const [program = '', ...rest] = command(port);
  return probed && ours ? [program, PROBE, ...rest] : [program, ...rest];
}

async function askProbe(child: ChildProcess, question: string): Promise<ProbeAnswer> {
  child.send(question);
  const [answer] = (await once(child, 'message')) as [ProbeAnswer];
  return answer;
}

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const open = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  if (!open) await new Promise((resolve) => setTimeout(resolve, 50));
  return open;
}

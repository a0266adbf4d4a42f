import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { GATEWAY_MAIN } from './built-gateway.js';
import { freePort } from './free-port.js';

const READY_WITHIN = 20_000;

/** The inbound token of gateways that tests start. */
export const TOKEN = 'gateway-token';

/** A gateway in a process of its own, as its users run it. */
export interface GatewayProcess {
  readonly url: string;
  readonly pid: number;
  /** What it has written so far. */
  log(): string;
  /** Ends it as a supervisor does; resolves with its exit code. */
  stop(): Promise<number | null>;
}

/**
 * Starts the built gateway on a free port of the loopback address and waits until it is ready. It sees these
 * settings and nothing of the environment it is started from: no provider's variables, no proxies, no `.env`.
 */
export async function startGateway(settings: Readonly<Record<string, string>> = {}): Promise<GatewayProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, ['--enable-source-maps', GATEWAY_MAIN], {
    env: { ...cleanEnvironment(), HOST: '127.0.0.1', PORT: String(port), ANTHROPIC_AUTH_TOKEN: TOKEN, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const output of [child.stdout, child.stderr])
    output.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  const ended = once(child, 'close') as Promise<[number | null]>;
  const url = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<number | null> => {
    child.kill('SIGTERM');
    const impatience = setTimeout(() => child.kill('SIGKILL'), 10_000);
    const [code] = await ended;
    clearTimeout(impatience);
    return code;
  };
  if (await isReady(url, () => child.exitCode !== null)) return { url, pid: child.pid!, log: () => log, stop };
  throw new Error(`the gateway ended or was not ready in time (exit code ${await stop()}):\n${log}`);
}

/** The little that any process needs; everything else is a setting of the one who starts it. */
export function cleanEnvironment(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'LANG'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), NODE_ENV: 'production', ENV_FILE: '' };
}

async function isReady(url: string, ended: () => boolean): Promise<boolean> {
  const deadline = Date.now() + READY_WITHIN;
  while (!ended() && Date.now() < deadline) {
    // A connection of its own, closed at once: nothing of the probe is left over when the gateway is to stop.
    const ready = await fetch(`${url}/health/ready`, { headers: { connection: 'close' } }).then(
      async (response) => (await response.text()) !== '' && response.ok,
      () => false,
    );
    if (ready) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from './free-port.js';

/** A real Redis, for a test. */
export interface RedisServer {
  readonly url: string;
  /** Ends it; resolves when it is gone. */
  stop(): Promise<void>;
}

/** Whether there is one to start here. */
export function hasRedis(): boolean {
  return spawnSync('redis-server', ['--version']).status === 0;
}

/** Starts one on the loopback address that keeps nothing on disk. */
export async function startRedis(port?: number): Promise<RedisServer> {
  const free = port ?? (await freePort());
  const child = spawn('redis-server', ['--port', String(free), '--bind', '127.0.0.1', '--save', '', '--dir', '/'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  for await (const text of child.stdout.setEncoding('utf8')) if (String(text).includes('Ready to accept')) break;
  return {
    url: `redis://127.0.0.1:${free}`,
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

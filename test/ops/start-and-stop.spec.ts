import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { GATEWAY_MAIN } from '../kit/process/built-gateway.js';
import { freePort } from '../kit/process/free-port.js';
import { cleanEnvironment, type GatewayProcess, startGateway } from '../kit/process/gateway-process.js';

const MINUTE = 60_000;

let gateway: GatewayProcess | undefined;
let child: ReturnType<typeof spawn> | undefined;
afterEach(async () => {
  await gateway?.stop();
  child?.kill('SIGKILL');
  gateway = child = undefined;
});

function start(settings: Record<string, string>): ReturnType<typeof spawn> {
  child = spawn(process.execPath, [GATEWAY_MAIN], {
    env: { ...cleanEnvironment(), HOST: '127.0.0.1', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return child;
}

const isWell = (url: string): Promise<boolean> =>
  fetch(`${url}/health`, { headers: { connection: 'close' } }).then(
    ({ ok }) => ok,
    () => false,
  );

describe('a gateway', () => {
  it(
    'names the port that is in use, once, and what to set',
    async () => {
      gateway = await startGateway();
      const second = start({ PORT: new URL(gateway.url).port });
      let text = '';
      for (const output of [second.stdout, second.stderr]) output?.on('data', (data) => (text += String(data)));
      const [code] = (await once(second, 'close')) as [number];
      expect(code).toBe(1);
      expect(text.match(/in use/g)).toHaveLength(1);
      expect(text).toContain('set PORT');
    },
    MINUTE,
  );

  it(
    'serves on when its stdout is closed',
    async () => {
      const port = await freePort();
      const url = `http://127.0.0.1:${port}`;
      const running = start({ PORT: String(port), LOG_LEVEL: 'DEBUG' });
      let warnings = '';
      running.stderr?.on('data', (data) => (warnings += String(data)));
      while (!(await isWell(url)) && running.exitCode === null) await pause(50);
      running.stdout?.destroy();
      for (let i = 0; i < 5; i++) expect(await isWell(url)).toBe(true);
      expect(running.exitCode).toBeNull();
      expect(warnings).toBe('stdout is closed: the log is lost from here on\n');
    },
    MINUTE,
  );
});

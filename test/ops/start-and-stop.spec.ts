import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
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

  it(
    'names the open responses when it is stopped, and ends at once at the second signal',
    async () => {
      const upstream = createServer((_, response) =>
        response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders(),
      );
      await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
      const { port: upstreamPort } = upstream.address() as AddressInfo;
      const port = await freePort();
      const url = `http://127.0.0.1:${port}`;
      const base = `http://127.0.0.1:${upstreamPort}/v1`;
      const running = start({
        PORT: String(port),
        OPENAI_BASE_URL: base,
        BIG_MODEL: 'm',
        SMALL_MODEL: 'm',
        COMMIT_AFTER_SECONDS: '0.1',
      });
      let text = '';
      running.stdout?.on('data', (data) => (text += String(data)));
      while (!(await isWell(url)) && running.exitCode === null) await pause(50);
      const body = {
        model: 'claude-sonnet-5',
        max_tokens: 9,
        stream: true,
        messages: [{ role: 'user', content: 'Hi' }],
      };
      const stream = await fetch(`${url}/v1/messages`, { method: 'POST', body: JSON.stringify(body) });
      expect(stream.status).toBe(200);
      running.kill('SIGINT');
      while (!text.includes('stopping')) await pause(20);
      expect(text).toContain('open responses (1) have up to 300 s to end; a second signal ends them now');
      const closed = once(running, 'close');
      running.kill('SIGINT');
      expect(await closed).toEqual([130, null]);
      upstream.closeAllConnections();
      upstream.close();
      await stream.body?.cancel().catch(() => undefined);
    },
    MINUTE,
  );
});

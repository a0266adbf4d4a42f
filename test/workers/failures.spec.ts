import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { type GatewayProcess, startGateway } from '../kit/process/gateway-process.js';
import { result } from './read-log.js';

const MINUTES = 120_000;
const folder = mkdtempSync(join(tmpdir(), 'failing-'));
const plugin = join(folder, 'plugin.mjs');
afterAll(() => rmSync(folder, { recursive: true }));

/** A plugin that any process of the gateway loads as it starts, with something of its own to do then. */
const write = (does: string): void =>
  writeFileSync(
    plugin,
    `import { Plugin } from 'messages-gateway/provider-kit';
     class Settings {}
     export class Own { load() { return Promise.reject(new Error('not in this test')); } }
     const defaultModels = { big: 'b', small: 's' };
     Plugin({ name: 'own', settings: Settings, missing: () => [], ownsModel: () => false, defaultModels })(Own);
     ${does}`,
  );

const startWith = (settings: Record<string, string>): Promise<GatewayProcess> =>
  startGateway({ WORKERS: '2', PLUGINS: plugin, ...settings });

/** Why it does not start. */
const failureOf = (settings: Record<string, string>): Promise<string> =>
  startWith(settings).then(
    () => 'it does start',
    (error: unknown) => String(error),
  );

const IN_A_WORKER = `process.send === undefined ? undefined :`;

describe('workers that cannot start', () => {
  it(
    'are told of once, and end the gateway',
    async () => {
      write('');
      const mistake = await failureOf({ LOG_LEVEL: 'loud' });
      expect(mistake).toContain('exit code 1');
      expect(mistake.match(/LOG_LEVEL: must be/g)).toHaveLength(1);
      write(`${IN_A_WORKER} process.exit(7);`);
      const death = await failureOf({});
      expect(death).toContain('exit code 7');
      expect(death.match(/a worker has ended/g)).toHaveLength(1);
    },
    MINUTES,
  );

  it(
    'let a reload be, and end the gateway where there are no others',
    async () => {
      write('');
      const gateway = await startWith({});
      const listening = await result(gateway, 'a worker listens', 2);
      write(`${IN_A_WORKER} process.exit(7);`);
      process.kill(gateway.pid, 'SIGHUP');
      await result(gateway, 'a new worker does not start: the reload is cancelled, the present workers continue', 1);
      expect((await fetch(gateway.url)).status).toBe(200);
      for (const { worker } of listening) process.kill(worker!, 'SIGKILL');
      await result(gateway, 'one worker after another ends as soon as it starts: giving up', 1);
      expect(await gateway.stop()).toBe(7);
    },
    MINUTES,
  );
});

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '../kit/process/free-port.js';
import { cleanEnvironment } from '../kit/process/gateway-process.js';
import { installPackage } from './install-package.js';

describe('the package, installed elsewhere', () => {
  const folder = mkdtempSync(join(tmpdir(), 'package-'));
  beforeAll(() => {
    installPackage(folder, ['typescript', '@types/node']);
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  /** What the compiler says of a plugin's source; nothing where all is well. */
  function compile(file: string): string {
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--types', 'node'];
    const compiler = resolve('node_modules', 'typescript', 'bin', 'tsc');
    return spawnSync(process.execPath, [compiler, ...options, file], { cwd: folder, encoding: 'utf8' }).stdout;
  }

  it('brings types for a plugin, and its declarations compile', () => {
    copyFileSync(join('examples', 'echo-provider', 'echo.plugin.ts'), join(folder, 'echo.plugin.ts'));
    expect(compile('echo.plugin.ts')).toBe('');
  }, 60_000);

  it('reports the type errors of a plugin', () => {
    writeFileSync(
      join(folder, 'wrong.plugin.ts'),
      `import type { Provider } from 'messages-gateway/provider-kit';
import { MessageWriter } from 'messages-gateway/protocol';
export const open: Provider['open'] = () => 'Hello';
export const say = (writer: MessageWriter): void => writer.text(5);
`,
    );
    const said = compile('wrong.plugin.ts');
    expect(said).toContain(`Type 'string' is not assignable to type 'Observable<Reply>'`);
    expect(said).toContain(`Argument of type 'number' is not assignable to parameter of type 'string'`);
    expect(said.match(/error TS/g)).toHaveLength(2);
  }, 60_000);

  it('starts by npx, and serves', async () => {
    const port = await freePort();
    const command = ['--no-install', 'messages-gateway', 'start', '--port', String(port)];
    // A group of its own: npx starts a shell that starts the gateway.
    const gateway = spawn('npx', command, { cwd: folder, env: cleanEnvironment(), stdio: 'pipe', detached: true });
    let said = '';
    for (const output of [gateway.stdout, gateway.stderr]) output.on('data', (text) => (said += String(text)));
    const ended = once(gateway, 'close');
    try {
      const ask = (): Promise<number | undefined> =>
        fetch(`http://127.0.0.1:${port}/health`).then(
          ({ status }) => status,
          () => undefined,
        );
      let status: number | undefined;
      while ((status = await ask()) === undefined && gateway.exitCode === null) await pause(50);
      expect({ status, said: status === 200 ? '' : said }).toEqual({ status: 200, said: '' });
    } finally {
      process.kill(-gateway.pid!);
      await ended;
    }
  }, 60_000);
});

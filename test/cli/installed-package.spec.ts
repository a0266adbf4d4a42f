import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '../kit/process/free-port.js';
import { cleanEnvironment } from '../kit/process/gateway-process.js';
import { installPackage } from './install-package.js';

/** What an author writes who uses Node's own test runner. */
const RUN_BY_NODE = `
import { test } from 'node:test';
for (const { name, run } of dialectContract({
  dialect: ACME_DIALECT,
  language: { encoder: () => new AcmeFakeEncoder(), problem: ({ message }) => ({ error: message }) },
  model: 'acme-large',
})) test(name, run);
`;

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

  it('lets a provider outside run the contract of dialects', () => {
    const source = join('examples', 'acme', 'src');
    const sources = readdirSync(source).filter((name) =>
      /(dialect|translator|types|body|error|contract\.spec)\.ts$/.test(name),
    );
    for (const name of sources) {
      const text = readFileSync(join(source, name), 'utf8')
        .replaceAll('@gateway/', 'messages-gateway/')
        .replaceAll(/'(\.\/[^']+)\.js'/g, "'$1.ts'");
      writeFileSync(
        join(folder, name),
        text.replace(/^import .*@jest\/globals.*$/m, '').replace(/^describe\([^]*/m, ''),
      );
    }
    appendFileSync(join(folder, 'acme.contract.spec.ts'), RUN_BY_NODE);
    const { status, stdout } = spawnSync(
      process.execPath,
      ['--experimental-transform-types', '--test', 'acme.contract.spec.ts'],
      {
        cwd: folder,
        encoding: 'utf8',
        env: cleanEnvironment(),
      },
    );
    expect({ status, stdout: status === 0 ? '' : stdout }).toEqual({ status: 0, stdout: '' });
    expect(Number(/pass (\d+)/.exec(stdout)?.[1])).toBeGreaterThan(30);
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

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '../kit/process/free-port.js';
import { buildImage, pathToThisNode } from './build-image.js';
import { copyBuildContext } from './copy-build-context.js';
import { PROJECT } from './deploy-folder.js';
import { readDockerfile } from './read-dockerfile.js';

const stages = readDockerfile(join(PROJECT, 'Dockerfile'));
const image = stages.at(-1)!;

/** The image's user, where this test may become it: the files, which are root's, are then read-only to the gateway. */
const [uid = 0, gid = 0] = image.user.split(':').map(Number);
const user = process.getuid?.() === 0 ? { uid, gid } : {};

/** What an image is built from: sources, the catalogue's data, the status page, the package's own files. */
const IN_CONTEXT =
  /^(src|libs)\/.*\.ts$|^libs\/model-catalogue\/.*\.json$|^src\/observability\/status\/page\/|^[^/]+\.json$|^\.npmrc$/;

interface Run {
  readonly child: ChildProcess;
  output(): string;
  readonly ended: Promise<number | null>;
}

describe('the Dockerfile, run step by step in a clean folder', () => {
  let folder: string;
  let workdir: string;
  let sent: readonly string[];
  const running: ChildProcess[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'image-'));
    chmodSync(folder, 0o755);
    const context = join(folder, 'context');
    sent = copyBuildContext(context);
    workdir = join(await buildImage(stages, context, join(folder, 'stages')), image.workdir);
  }, 420_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  afterEach(() => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
  });

  const run = ([command = '', ...words]: readonly string[], settings: Readonly<Record<string, string>>): Run => {
    const env = { PATH: pathToThisNode(), HOME: '/', ...image.env, HOST: '127.0.0.1', ...settings };
    const child = spawn(command, words, { cwd: workdir, env, ...user, stdio: ['ignore', 'pipe', 'pipe'] });
    running.push(child);
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (text += String(piece)));
    const ended = once(child, 'close').then(([code]) => code as number | null);
    return { child, output: () => text, ended };
  };

  it('is given the sources and no more', () => {
    expect(sent).toEqual(expect.arrayContaining(['package-lock.json', '.npmrc', 'src/main.ts']));
    expect(sent.filter((path) => !IN_CONTEXT.test(path))).toEqual([]);
    expect(sent.filter((path) => path.endsWith('.spec.ts'))).toEqual([]);
  });

  it('leaves what runs, and nothing that is made for one kind of processor', () => {
    expect(readdirSync(workdir).sort()).toEqual(['dist', 'logs', 'node_modules', 'package.json']);
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(workdir, 'package.json'), 'utf8')) as Record<
      'dependencies' | 'devDependencies',
      Record<string, string>
    >;
    const installed = (name: string): boolean => existsSync(join(workdir, 'node_modules', name));
    expect(Object.keys(dependencies).filter((name) => !installed(name))).toEqual([]);
    expect(['jest', 'eslint', '@nestjs/cli', 'node'].filter(installed)).toEqual([]);
    expect(Object.keys(devDependencies)).toEqual(expect.arrayContaining(['jest', 'eslint', '@nestjs/cli']));
    const native = readdirSync(workdir, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.node'));
    expect(native).toEqual([]);
  });

  it('leaves no types, source maps and sources', () => {
    const files = readdirSync(workdir, { recursive: true, encoding: 'utf8' });
    expect(files.filter((path) => /\.(?:map|[cm]?ts)$/.test(path))).toEqual([]);
  });

  it('has the version of the package, and checks its health without a Node', () => {
    const { version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { version: string };
    const text = readFileSync(join(PROJECT, 'Dockerfile'), 'utf8');
    expect(text).toContain(`org.opencontainers.image.version="${version}"`);
    expect(image.healthcheck[0]).not.toBe('node');
  });

  it('starts, is well, counts tokens, writes only its log, and ends with SIGTERM', async () => {
    const settings = { PORT: String(await freePort()), OPENAI_API_KEY: 'sk-test', LOG_FILE: 'logs/gateway.log' };
    const before = readdirSync(workdir, { recursive: true, encoding: 'utf8' });
    const { child, output, ended } = run(image.command, settings);
    // As an engine does; it is ready long before the last time.
    let health = 1;
    for (let time = 0; health !== 0 && child.exitCode === null && time < 200; time++) {
      health = (await run(image.healthcheck, settings).ended) ?? 1;
      if (health !== 0) await pause(200);
    }
    expect([health, child.exitCode, output()]).toEqual([0, null, expect.any(String)]);

    const counted = await fetch(`http://127.0.0.1:${settings.PORT}/v1/messages/count_tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'claude-sonnet-4-5', messages: [{ role: 'user', content: 'Good morning.' }] }),
    });
    expect(counted.status).toBe(200);

    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    // The thread that counts, and what it loads, are part of the image.
    expect(output()).not.toContain('tokenizer failed');
    const fresh = readdirSync(workdir, { recursive: true, encoding: 'utf8' }).filter((path) => !before.includes(path));
    expect(fresh).toEqual(['logs/gateway.log']);
    expect(readFileSync(join(workdir, 'logs', 'gateway.log'), 'utf8')).not.toBe('');

    expect(await run(image.healthcheck, settings).ended).toBe(1);
  }, 60_000);

  it('does not start where the secret is missing', async () => {
    const { output, ended } = run(image.command, { PORT: String(await freePort()) });
    expect(await ended).toBe(1);
    expect(output()).toContain('OPENAI_API_KEY');
  }, 30_000);
});

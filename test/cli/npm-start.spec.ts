import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanEnvironment } from '../kit/process/gateway-process.js';

/** npm itself, without its own two steps before a start, which another test run may be in the middle of. */
function npmStart(...args: readonly string[]): { readonly code: number | null; readonly text: string } {
  const result = spawnSync('npm', ['start', '--silent', '--ignore-scripts', '--', ...args], {
    encoding: 'utf8',
    env: { ...cleanEnvironment(), ENV_FILE: '' },
  });
  return { code: result.status, text: result.stdout + result.stderr };
}

describe('npm start', () => {
  it.each([
    ['an option of the start', ['--check', '--port', 'x'], 1, 'PORT: must be a whole number'],
    ['a command', ['routes', 'claude-opus'], 0, 'claude-opus'],
    ['a command with a typo', ['doctr'], 1, 'Did you mean doctor?'],
    ['a client with its own options', ['run', '--', 'node', '--version'], 0, /^v2[2-9]/],
    ['the version', ['--version'], 0, /^\d+\.\d+\.\d+/],
  ])('takes %s', (_name, args, code, text) => {
    const result = npmStart(...args);
    expect(result.text).toMatch(text);
    expect(result.code).toBe(code);
  });

  it('is the bin of the package, executable after a build', () => {
    expect(statSync('dist/src/cli/main.js').mode & 0o111).toBe(0o111);
  });
});

describe('is-built', () => {
  let folder = '';
  const at = (path: string, minute: number): void => utimesSync(join(folder, path), minute * 60, minute * 60);
  const isBuilt = (): boolean =>
    spawnSync(process.execPath, [resolve('tools', 'is-built.js')], { cwd: folder }).status === 0;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'built-'));
    for (const path of ['src/http', 'libs/kit', 'dist/src/cli']) mkdirSync(join(folder, path), { recursive: true });
    for (const path of ['package.json', 'src/http/a.ts', 'libs/kit/b.ts', 'dist/src/cli/main.js'])
      writeFileSync(join(folder, path), '');
    for (const path of ['package.json', 'src', 'src/http', 'src/http/a.ts', 'libs', 'libs/kit', 'libs/kit/b.ts'])
      at(path, 1);
    at('dist/src/cli/main.js', 2);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('holds while no source changed', () => expect(isBuilt()).toBe(true));

  it.each(['package.json', 'src/http/a.ts', 'libs/kit'])('ends with a change of %s', (path) => {
    at(path, 3);
    expect(isBuilt()).toBe(false);
  });

  it('does not hold without a build', () => {
    rmSync(join(folder, 'dist'), { recursive: true });
    expect(isBuilt()).toBe(false);
  });
});

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import config from '../jest.config.js';

const GENERATOR = resolve('examples', 'new-provider.ts');
const JEST = resolve('node_modules', 'jest', 'bin', 'jest.js');

let folder = '';
beforeAll(() => {
  // Within the project, where the packages that the skeleton imports are found.
  mkdirSync('.cache', { recursive: true });
  folder = mkdtempSync(resolve('.cache', 'new-provider-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const generate = (...args: readonly string[]): string =>
  execFileSync(process.execPath, [GENERATOR, ...args], { encoding: 'utf8', stdio: 'pipe' });

describe('npm run new:provider', () => {
  it('writes a provider whose spec passes', () => {
    expect(generate('my-cloud', folder)).toContain("import { MyCloudPlugin } from '@gateway/my-cloud';");
    expect(readdirSync(join(folder, 'my-cloud', 'src'))).toContain('my-cloud.provider.spec.ts');
    const path = join(folder, 'jest.config.json');
    writeFileSync(path, JSON.stringify({ ...config, rootDir: process.cwd(), roots: [folder] }));
    const run = spawnSync(
      process.execPath,
      ['--experimental-vm-modules', JEST, '--config', path, '--json', '--maxWorkers=1'],
      { encoding: 'utf8' },
    );
    const { numPassedTests, success } = JSON.parse(run.stdout) as { numPassedTests: number; success: boolean };
    expect({ success, some: numPassedTests > 3, stderr: success ? '' : run.stderr }).toMatchObject({
      success: true,
      some: true,
    });
  }, 60_000);

  it.each([
    ['a name that is no name', 'My Cloud'],
    ['a name that is taken', 'my-cloud'],
  ])('refuses %s', (_, name) => {
    mkdirSync(join(folder, 'my-cloud'), { recursive: true });
    expect(() => generate(name, folder)).toThrow('npm run new:provider NAME');
  });
});

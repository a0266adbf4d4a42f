import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

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
    const run = spawnSync(
      process.execPath,
      ['--experimental-vm-modules', JEST, '--roots', folder, '--json', '--maxWorkers=1'],
      { encoding: 'utf8' },
    );
    if (run.status !== 0) throw new Error(run.stderr);
    const { numPassedTests } = JSON.parse(run.stdout) as { numPassedTests: number };
    expect(numPassedTests).toBeGreaterThan(3);
  }, 60_000);

  it.each([
    ['a name that is no name', 'My Cloud'],
    ['a name that is taken', 'my-cloud'],
  ])('refuses %s', (_, name) => {
    mkdirSync(join(folder, 'my-cloud'), { recursive: true });
    expect(() => generate(name, folder)).toThrow('npm run new:provider NAME');
  });
});

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

interface PackageJson {
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string>>;
}

describe('the package', () => {
  it('holds what it promises, and nothing of the tests', () => {
    const { bin, exports } = JSON.parse(readFileSync('package.json', 'utf8')) as PackageJson;
    const result = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { encoding: 'utf8' });
    const [packed] = JSON.parse(result) as [{ files: readonly { path: string }[] }];
    const paths = packed.files.map(({ path }) => path);
    const promised = [...Object.values(bin), ...Object.values(exports)].map((path) => path.replace(/^\.\//, ''));
    expect(paths).toEqual(expect.arrayContaining(promised));
    const page = readdirSync('src/observability/status/page', { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => `dist/${parentPath}/${name}`);
    expect(page.length).toBeGreaterThan(10);
    expect(paths).toEqual(expect.arrayContaining(page));
    expect(paths.filter((path) => /\.spec\.|^test\/|^dist\/test\/|\.env$/.test(path))).toEqual([]);
  }, 30_000);

  it('starts the command line by itself', () => {
    const { bin } = JSON.parse(readFileSync('package.json', 'utf8')) as PackageJson;
    expect(readFileSync(bin['messages-gateway']!, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });
});

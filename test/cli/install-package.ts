import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * Installs the package, as it would be published, in an empty folder: what it needs to run lies beside it, and
 * nothing else. No registry is asked; the dependencies are those of this checkout.
 *
 * @param tools packages that the folder has of its own accord
 */
export function installPackage(folder: string, tools: readonly string[]): void {
  const modules = join(folder, 'node_modules');
  const home = join(modules, 'messages-gateway');
  mkdirSync(home, { recursive: true });
  const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const [packed] = JSON.parse(execFileSync('npm', pack, { encoding: 'utf8' })) as [{ filename: string }];
  execFileSync('tar', ['-xzf', join(folder, packed.filename), '-C', home, '--strip-components=1']);
  for (const name of [...runningPackages(), ...tools]) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(resolve('node_modules', name), join(modules, name));
  }
  linkCommands(home, join(modules, '.bin'));
}

/** Makes the package's commands known to `npx`, as an installation does. */
function linkCommands(home: string, folder: string): void {
  const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { bin: Record<string, string> };
  mkdirSync(folder);
  for (const [name, path] of Object.entries(bin)) {
    chmodSync(join(home, path), 0o755);
    symlinkSync(join(home, path), join(folder, name));
  }
}

/** Names of the packages at the top of `node_modules` that are installed without the development's. */
function runningPackages(): readonly string[] {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Readonly<Record<string, { dev?: boolean; devOptional?: boolean; optional?: boolean }>>;
  };
  return Object.entries(packages).flatMap(([path, { dev, devOptional, optional }]) => {
    const [, name] = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path) ?? [];
    return name === undefined || (dev ?? devOptional ?? optional) ? [] : [name];
  });
}

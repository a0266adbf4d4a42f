import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
}

interface PackageJson {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

interface Component {
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly properties: readonly { readonly name: string }[];
}

interface Bom {
  readonly bomFormat: string;
  readonly components: readonly Component[];
}

const project = JSON.parse(readFileSync('package.json', 'utf8')) as PackageJson;
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Readonly<Record<string, Locked>> };
const locked = Object.entries(lock.packages).filter(([path]) => path !== '');

const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/**
 * The bill of materials, as npm writes it from the lock file; it asks no registry. With `--omit dev`, npm 11 would
 * also leave out what runs where a tool of the tests asks for it too.
 */
function readBom(): Bom {
  const options = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
  return JSON.parse(execFileSync('npm', options, { encoding: 'utf8', maxBuffer: 64 << 20 })) as Bom;
}

const isForDevelopment = ({ properties }: Component): boolean =>
  properties.some(({ name }) => name === 'cdx:npm:package:development');

describe('the supply chain', () => {
  it('is pinned: exact versions, and a hash for each package', () => {
    const { dependencies, devDependencies, optionalDependencies } = project;
    for (const requested of [dependencies, devDependencies, optionalDependencies])
      expect(Object.entries(requested).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    expect(locked.length).toBeGreaterThan(100);
    expect(locked.filter(([, { integrity }]) => !(integrity ?? '').startsWith('sha512-'))).toEqual([]);
  });

  it('comes from the registry that is set up: the lock names no other place', () => {
    expect(locked.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });

  it('runs nothing while it is installed but what is allowed by name', () => {
    const own = Object.keys(project.scripts).filter((name) => /^(pre|post)?(install|prepare)$/.test(name));
    expect(own).toEqual([]);
    const wanting = new Set(
      locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path)),
    );
    expect([...wanting].filter((name) => !(name in project.allowScripts))).toEqual([]);
    expect(Object.keys(project.allowScripts).filter((name) => project.allowScripts[name])).toEqual(['node']);
  });

  it('has a bill of materials that names all that runs, and marks what is only for development', () => {
    const { bomFormat, components } = readBom();
    expect(bomFormat).toBe('CycloneDX');
    const toId = ({ name, version }: { name: string; version?: string | undefined }): string => `${name}@${version}`;
    const named = new Set(components.map(toId));
    const running = locked.filter(([, { dev, devOptional }]) => !dev && !devOptional);
    expect(running.length).toBeGreaterThan(Object.keys(project.dependencies).length);
    const runningIds = running.map(([path, { version }]) => toId({ name: nameOf(path), version }));
    expect(runningIds.filter((id) => !named.has(id))).toEqual([]);
    const marked = new Set(components.filter(isForDevelopment).map(toId));
    const requested = (which: Readonly<Record<string, string>>): readonly string[] =>
      Object.entries(which).map(([name, version]) => toId({ name, version }));
    expect(requested(project.dependencies).filter((id) => marked.has(id))).toEqual([]);
    expect(requested(project.devDependencies).filter((id) => !marked.has(id))).toEqual([]);
    for (const { purl } of components) expect(purl).toMatch(/^pkg:npm\//);
  }, 60_000);
});

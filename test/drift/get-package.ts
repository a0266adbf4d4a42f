import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const CACHE = fileURLToPath(new URL('../../.cache/drift/', import.meta.url));
const WITHIN = { timeout: 300_000 };

/**
 * The folder of a package's newest version, unpacked and not installed: nothing of it is run. Without a network it is
 * the newest that is cached.
 *
 * @throws Error where it can neither be fetched nor is cached
 */
export function getNpmPackage(name: string): Promise<string> {
  const latest = async (): Promise<string> =>
    (await run('npm', ['view', name, 'dist-tags.latest'], WITHIN)).stdout.trim();
  return getPackage(name, latest, async (version, draft) => {
    const { stdout } = await run('npm', ['pack', '--silent', `${name}@${version}`], { cwd: draft, ...WITHIN });
    await run('tar', ['xzf', stdout.trim(), '--strip-components=1'], { cwd: draft });
    await rm(join(draft, stdout.trim()));
  });
}

/** The same for a package of Python's index, of which only these files are kept. */
export function getPythonPackage(name: string, files: readonly string[]): Promise<string> {
  const latest = async (): Promise<string> => {
    const { stdout } = await run('pip', ['index', 'versions', name], WITHIN);
    return /\(([^)]+)\)/.exec(stdout)?.[1] ?? '';
  };
  return getPackage(`pip/${name}`, latest, async (version, draft) => {
    await run('pip', ['download', '--quiet', '--no-deps', '--only-binary=:all:', `${name}==${version}`], {
      cwd: draft,
      ...WITHIN,
    });
    const wheel = (await readdir(draft)).find((file) => file.endsWith('.whl')) ?? '';
    const extract = 'import sys,zipfile; zipfile.ZipFile(sys.argv[1]).extractall(".", sys.argv[2:])';
    await run('python3', ['-c', extract, wheel, ...files], { cwd: draft });
    await rm(join(draft, wheel));
  });
}

async function getPackage(
  name: string,
  latest: () => Promise<string>,
  unpack: (version: string, draft: string) => Promise<void>,
): Promise<string> {
  const cache = join(CACHE, name);
  await mkdir(cache, { recursive: true });
  let version: string;
  try {
    version = await latest();
  } catch (error) {
    const cached = (await readdir(cache))
      .filter((entry) => !entry.startsWith('draft-'))
      .sort(byVersion)
      .at(-1);
    if (cached === undefined) throw new Error(`${name} can neither be fetched nor is cached`, { cause: error });
    return join(cache, cached);
  }
  const folder = join(cache, version);
  if (existsSync(folder)) return folder;
  const draft = await mkdtemp(join(cache, 'draft-'));
  try {
    await unpack(version, draft);
    await rename(draft, folder);
    return folder;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

function byVersion(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

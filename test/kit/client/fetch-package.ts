import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const FETCH_WITHIN = 300_000;

/**
 * Finds a version of a package in a cache folder, or fetches it there with npm.
 *
 * @returns the folder that holds its `node_modules`
 * @throws where it cannot be fetched, or `check` finds it of no use
 */
export async function fetchPackage(
  what: { readonly name: string; readonly version: string; readonly flags?: readonly string[] },
  cache: string,
  check: (folder: string) => Promise<unknown> = () => Promise.resolve(),
): Promise<string> {
  const folder = join(cache, what.version);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  // It is installed beside the folder and moved there when it is whole, so that no other process finds half of it.
  const draft = await mkdtemp(join(cache, 'fetching-'));
  try {
    const flags = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    const requested = [...flags, ...(what.flags ?? []), '--fetch-retries=1', `${what.name}@${what.version}`];
    await promisify(execFile)('npm', ['install', '--prefix', draft, ...requested], {
      cwd: draft,
      timeout: FETCH_WITHIN,
    });
    await check(draft);
    await rename(draft, folder).catch((error: unknown) => {
      // Someone else was faster.
      if (!existsSync(folder)) throw error;
    });
    return folder;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** The first line of the error output, of npm or of the check that failed. */
export function firstLine(error: unknown): string {
  const { stderr, message } = error as Error & { stderr?: string };
  const said = [stderr, message].find((text) => text?.trim());
  return said?.trim().split('\n')[0] ?? '';
}

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const PACKAGE = '@anthropic-ai/claude-code';
const PINNED = new URL('claude-code.version.json', import.meta.url);
const DEFAULT_CACHE = fileURLToPath(new URL('../../.cache/claude-code', import.meta.url));
const FETCH_WITHIN = 300_000;

/** The real Claude Code, or why it cannot be had here. */
export type FetchedClaudeCode = { readonly binary: string; readonly version: string } | { readonly missing: string };

/**
 * Finds the pinned Claude Code in the cache folder, or fetches it there with npm: 380 MB, so it is no
 * dependency. `CLAUDE_CODE_CACHE` moves the folder.
 */
export async function fetchClaudeCode(): Promise<FetchedClaudeCode> {
  const { version } = JSON.parse(await readFile(PINNED, 'utf8')) as { version: string };
  const cache = resolve(process.env.CLAUDE_CODE_CACHE ?? DEFAULT_CACHE);
  const folder = join(cache, version);
  try {
    if (!existsSync(folder)) await install(`${PACKAGE}@${version}`, cache, folder);
    return { binary: await findBinary(folder), version };
  } catch (error) {
    return { missing: `${PACKAGE} ${version} cannot be had: ${firstLine(error)}` };
  }
}

/** Installs beside the folder and moves it there when it is whole, so that nobody finds half of it. */
async function install(what: string, cache: string, folder: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(join(cache, 'fetching-'));
  try {
    // Its install script only copies the binary of the platform's package, which is run from there instead.
    const flags = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    await promisify(execFile)('npm', ['install', '--prefix', draft, ...flags, '--fetch-retries=1', what], {
      cwd: draft,
      timeout: FETCH_WITHIN,
    });
    await findBinary(draft);
    await rename(draft, folder).catch((error: unknown) => {
      // Someone else was faster.
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** The native program comes in an optional package of its own, one for each platform. */
async function findBinary(folder: string): Promise<string> {
  const scope = join(folder, 'node_modules', '@anthropic-ai');
  const binaries = (await readdir(scope))
    .filter((name) => name.startsWith('claude-code-'))
    .flatMap((name) => ['claude', 'claude.exe'].map((file) => join(scope, name, file)))
    .filter((file) => existsSync(file));
  if (binaries[0] === undefined) throw new Error(`it has no program for ${process.platform}-${process.arch}`);
  return binaries[0];
}

function firstLine(error: unknown): string {
  const { stderr, message } = error as Error & { stderr?: string };
  const said = [stderr, message].find((text) => text?.trim());
  return said?.trim().split('\n')[0] ?? '';
}

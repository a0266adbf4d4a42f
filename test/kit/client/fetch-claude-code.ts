import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchPackage, firstLine } from './fetch-package.js';

const PACKAGE = '@anthropic-ai/claude-code';
const PINNED = new URL('claude-code.version.json', import.meta.url);
const DEFAULT_CACHE = fileURLToPath(new URL('../../../.cache/claude-code', import.meta.url));

/** The real Claude Code, or why it cannot be had here. */
export type FetchedClaudeCode = { readonly binary: string; readonly version: string } | { readonly missing: string };

/**
 * Finds Claude Code in the cache folder, or fetches it there with npm: 380 MB, so it is no dependency.
 * `CLAUDE_CODE_CACHE` moves the folder. Without a version it is the pinned one.
 */
export async function fetchClaudeCode(requested?: string): Promise<FetchedClaudeCode> {
  const version = requested ?? (JSON.parse(await readFile(PINNED, 'utf8')) as { version: string }).version;
  const cache = resolve(process.env.CLAUDE_CODE_CACHE ?? DEFAULT_CACHE);
  try {
    // Its install script only copies the binary of the platform's package, which is run from there instead.
    const folder = await fetchPackage({ name: PACKAGE, version }, cache, findBinary);
    return { binary: await findBinary(folder), version };
  } catch (error) {
    return { missing: `${PACKAGE} ${version} cannot be had: ${firstLine(error)}` };
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

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { firstLine } from '../../kit/client/fetch-package.js';

/** Bindings that carry llama.cpp's own server, and what writes a model's file. */
const PACKAGES = ['xllamacpp==2026.10.11549', 'gguf==0.19.0', 'numpy==2.4.6'];

const CACHE = fileURLToPath(new URL('../../../.cache/llamacpp', import.meta.url));
const FOLDER = join(CACHE, PACKAGES.join('+').replaceAll('==', '-'));
const FETCH_WITHIN = 180_000;

/** A folder of Python packages, or why it cannot be had here. */
export type FetchedEngine = { readonly packages: string } | { readonly missing: string };

/** Finds the packages in the cache folder, or fetches them there with pip: 100 MB, and nothing is compiled. */
export async function fetchLlamaCpp(): Promise<FetchedEngine> {
  if (existsSync(FOLDER)) return { packages: FOLDER };
  await mkdir(CACHE, { recursive: true });
  // As with npm's packages: nothing finds half of it.
  const draft = await mkdtemp(join(CACHE, 'fetching-'));
  try {
    const flags = ['-m', 'pip', 'install', '--quiet', '--only-binary=:all:', '--retries=1', '--target', draft];
    await promisify(execFile)('python3', [...flags, ...PACKAGES], { timeout: FETCH_WITHIN });
    await rename(draft, FOLDER).catch((error: unknown) => {
      if (!existsSync(FOLDER)) throw error;
    });
    return { packages: FOLDER };
  } catch (error) {
    return { missing: `${PACKAGES[0]} cannot be had: ${firstLine(error)}` };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

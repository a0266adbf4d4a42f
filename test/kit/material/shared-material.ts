import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Recordings, captures and vectors that stand beside the repository where it is developed, and nowhere else. */
const FOLDER = fileURLToPath(new URL('../../../../shared', import.meta.url));

/** A path of that material; undefined where it is missing, so that its tests are skipped and counted. */
export function sharedMaterial(...path: readonly string[]): string | undefined {
  const found = join(FOLDER, ...path);
  return existsSync(found) ? found : undefined;
}

import { chmodSync, copyFileSync, existsSync, mkdirSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The mode of files with credentials. */
const OWNER_ONLY = 0o600;

/**
 * Writes a file with credentials completely or not at all, for its owner alone. An existing file is kept as a backup,
 * and a link stays a link.
 *
 * @returns the path of the backup, where there was something to keep
 */
export function writeSafely(path: string, text: string, now = new Date()): string | undefined {
  const there = existsSync(path);
  const target = there ? realpathSync(path) : path;
  mkdirSync(dirname(target), { recursive: true });
  const backup = `${path}.backup-${now.toISOString().replace(/\D/g, '')}`;
  if (there) {
    copyFileSync(target, backup);
    chmodSync(backup, OWNER_ONLY);
  }
  const fresh = `${target}.new-${process.pid}`;
  writeFileSync(fresh, text, { mode: OWNER_ONLY });
  renameSync(fresh, target);
  return there ? backup : undefined;
}

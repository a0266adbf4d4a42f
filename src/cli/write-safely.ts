import { copyFileSync, existsSync, mkdirSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The mode of files with credentials. */
const OWNER_ONLY = 0o600;

/**
 * Writes a file completely or not at all. An existing file is kept as a backup; its mode stays, and a link stays a
 * link.
 *
 * @returns the path of the backup, where there was something to keep
 */
export function writeSafely(path: string, text: string, now = new Date()): string | undefined {
  const there = existsSync(path);
  const target = there ? realpathSync(path) : path;
  const mode = there ? statSync(target).mode & 0o777 : OWNER_ONLY;
  mkdirSync(dirname(target), { recursive: true });
  const backup = `${path}.backup-${now.toISOString().replace(/\D/g, '')}`;
  if (there) copyFileSync(target, backup);
  const fresh = `${target}.new-${process.pid}`;
  writeFileSync(fresh, text, { mode });
  renameSync(fresh, target);
  return there ? backup : undefined;
}

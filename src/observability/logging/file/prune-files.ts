import { type Dirent, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { NamePattern } from './name-pattern.js';

/** Which log files are kept. */
export interface PruneOptions {
  /** Files whose names do not match these are never touched. */
  readonly patterns: readonly NamePattern[];
  /** How many are kept, beside the current one; 0 keeps all. */
  readonly keep: number;
  /** The file that is being written; it is not removed and does not count. */
  readonly current: string;
}

/** Removes the oldest log files; their age is read from the name. */
export function pruneFiles({ patterns, keep, current }: PruneOptions): void {
  if (keep === 0) return;
  const times = new Map<string, Date>();
  for (const pattern of patterns) {
    const { folder, depth } = pattern.place;
    for (const path of filesAt(folder, depth)) {
      const time = pattern.timeOf(path);
      if (time !== undefined && path !== current) times.set(path, time);
    }
  }
  const newestFirst = [...times].sort(([, a], [, b]) => b.getTime() - a.getTime());
  for (const [path] of newestFirst.slice(keep)) rmSync(path, { force: true });
}

/** Every file at this depth below a folder. */
function filesAt(folder: string, depth: number): readonly string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (depth > 1) return entry.isDirectory() ? filesAt(path, depth - 1) : [];
    return entry.isFile() ? [path] : [];
  });
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // The folder does not exist, or cannot be read: nothing to prune.
    return [];
  }
}

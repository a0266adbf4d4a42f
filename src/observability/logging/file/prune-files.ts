import { type Dirent, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { NamePattern } from './name-pattern.js';

/** What pruning goes by. */
export interface PruneOptions {
  /** Files whose names these cannot have made are never touched. */
  readonly patterns: readonly NamePattern[];
  /** How many are kept, beside the current one; 0 keeps all. */
  readonly keep: number;
  /** The file that is being written; it neither goes nor counts. */
  readonly current: string;
}

/** Removes the oldest log files; how old one is, its name says. */
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

/** Every file that lies so many levels below a folder. */
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
    // No folder yet, or none that may be read: nothing to prune.
    return [];
  }
}

/** Milliseconds after which a worker counts as started: a later end is no crash of its start. */
export const STEADY = 10_000;
/** After so many crashes in a row, each of a replacement, a further attempt will not succeed. */
const MAX_CRASHES = 4;
const FIRST_PAUSE = 100;
const MAX_PAUSE_MS = 30_000;

/**
 * Milliseconds until a worker that ended is replaced.
 *
 * @param crashStreak how many workers in a row ended before `STEADY`
 */
export function restartPause(crashStreak: number): number {
  return crashStreak === 0 ? 0 : Math.min(FIRST_PAUSE * 2 ** (crashStreak - 1), MAX_PAUSE_MS);
}

/** Whether to stop trying. */
export function isCrashLooping(crashStreak: number): boolean {
  return crashStreak >= MAX_CRASHES;
}

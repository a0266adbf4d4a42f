/** Milliseconds after which a worker that dies has not died of its start. */
export const STEADY = 10_000;
/** So many in a row that died young, each in the other's place, will not be followed by a better one. */
const MAX_CRASHES = 4;
const FIRST_PAUSE = 100;
const MAX_PAUSE_MS = 30_000;

/**
 * Milliseconds until a dead worker is replaced.
 *
 * @param crashStreak how many in a row died before they were steady
 */
export function restartPause(crashStreak: number): number {
  return crashStreak === 0 ? 0 : Math.min(FIRST_PAUSE * 2 ** (crashStreak - 1), MAX_PAUSE_MS);
}

/** Whether to stop trying. */
export function isCrashLooping(crashStreak: number): boolean {
  return crashStreak >= MAX_CRASHES;
}

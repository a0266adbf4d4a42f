/** Milliseconds after which a worker that dies has not died of its start. */
export const STEADY = 10_000;
/** So many in a row that died young, each in the other's place, will not be followed by a better one. */
const MOST = 4;
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 30_000;

/**
 * Milliseconds until a dead worker is replaced.
 *
 * @param youngDeaths how many in a row died before they were steady
 */
export function restartPause(youngDeaths: number): number {
  return youngDeaths === 0 ? 0 : Math.min(FIRST_PAUSE * 2 ** (youngDeaths - 1), LONGEST_PAUSE);
}

/** Whether to stop trying. */
export function isHopeless(youngDeaths: number): boolean {
  return youngDeaths >= MOST;
}

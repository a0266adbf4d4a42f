/**
 * What is still to be said of a text that is now told whole: all of it where nothing came in pieces, the end
 * that is missing, or nothing. Some proxies send only the whole, others lose the last pieces.
 */
export function restOf(said: string | undefined, whole: string): string {
  return whole.startsWith(said ?? '') ? whole.slice(said?.length) : '';
}

/**
 * The part of a whole text that was not streamed: all of it where nothing was, its missing end, or nothing. Some
 * proxies send only the whole text, others lose the last pieces.
 */
export function restOf(said: string | undefined, whole: string): string {
  return whole.startsWith(said ?? '') ? whole.slice(said?.length) : '';
}

/** A model name without the `[1m]` by which clients ask for the long window (contract §2). */
export function withoutWindowMark(requested: string): string {
  return requested.replace(/\[1m\]$/i, '');
}

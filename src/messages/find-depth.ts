const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * How deeply the arrays and objects of a JSON text are nested, looked at without building them: a few megabytes of
 * brackets would become gigabytes. Stops at `most` + 1. What is no JSON may give any number.
 */
export function findDepth(raw: Uint8Array, most: number): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < raw.length; at++) {
    const byte = raw[at];
    if (byte === QUOTE) {
      at = endOfString(raw, at);
      if (at < 0) return deepest;
    } else if (byte === 0x7b || byte === 0x5b) {
      deepest = Math.max(deepest, ++depth);
      if (depth > most) return depth;
    } else if (byte === 0x7d || byte === 0x5d) depth--;
  }
  return deepest;
}

/** Where the string that begins here ends; below 0 where it does not. */
function endOfString(raw: Uint8Array, start: number): number {
  let end = raw.indexOf(QUOTE, start + 1);
  while (end >= 0 && isEscaped(raw, end)) end = raw.indexOf(QUOTE, end + 1);
  return end;
}

function isEscaped(raw: Uint8Array, at: number): boolean {
  let before = at;
  while (raw[before - 1] === BACKSLASH) before--;
  return (at - before) % 2 === 1;
}

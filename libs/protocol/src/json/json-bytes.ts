/**
 * The structural characters of JSON as bytes of UTF-8, which are also their UTF-16 code units. UTF-8 keeps each of
 * them in one byte that is part of no other character.
 */
export const JSON_BYTES = {
  space: 0x20,
  quote: 0x22,
  comma: 0x2c,
  colon: 0x3a,
  openArray: 0x5b,
  backslash: 0x5c,
  closeArray: 0x5d,
  openObject: 0x7b,
  closeObject: 0x7d,
} as const;

/** Whether a byte opens an array or an object. */
export function isOpening(byte: number | undefined): boolean {
  return byte === JSON_BYTES.openObject || byte === JSON_BYTES.openArray;
}

/** Whether a byte closes an array or an object. */
export function isClosing(byte: number | undefined): boolean {
  return byte === JSON_BYTES.closeObject || byte === JSON_BYTES.closeArray;
}

/** Whether the byte at `at`, inside a string, is escaped: an odd number of backslashes stands before it. */
export function isEscaped(json: Uint8Array, at: number): boolean {
  let before = at - 1;
  while (json[before] === JSON_BYTES.backslash) before--;
  return (at - 1 - before) % 2 === 1;
}

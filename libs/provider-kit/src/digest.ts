import { createHash, randomBytes } from 'node:crypto';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** SHA-256 of a text, in lower-case hex; `length` characters of it. */
export function digest(text: string, length = 64): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}

/** A fresh id: the prefix and 24 random base62 characters, as Anthropic's own ids look. */
export function freshId(prefix: string): string {
  let id = prefix;
  // 6 bits of a byte are used; 62 and 63 wrap around, which costs a trace of entropy and no loop.
  for (const byte of randomBytes(24)) id += BASE62.charAt((byte & 63) % 62);
  return id;
}

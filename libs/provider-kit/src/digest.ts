import { hash, randomFillSync } from 'node:crypto';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** SHA-256 of a text, in lower-case hex; `length` characters of it. */
export function digest(text: string, length = 64): string {
  return hash('sha256', text, 'hex').slice(0, length);
}

/** Characters of an id behind its prefix. */
const ID_LENGTH = 24;
/** Random bytes in reserve: a system call for each id costs more than the id. */
const store = Buffer.alloc(ID_LENGTH * 100);
let used = store.length;

/** A fresh id: the prefix and 24 random base62 characters, as Anthropic's own ids look. */
export function freshId(prefix: string): string {
  let id = prefix;
  // 6 bits of a byte are used; 62 and 63 wrap around, which costs a little entropy and needs no loop.
  for (const byte of takeRandom()) id += BASE62.charAt((byte & 63) % 62);
  return id;
}

function takeRandom(): Uint8Array {
  if (used === store.length) {
    randomFillSync(store);
    used = 0;
  }
  used += ID_LENGTH;
  return store.subarray(used - ID_LENGTH, used);
}

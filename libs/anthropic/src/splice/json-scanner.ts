/**
 * Finds the positions of values in the bytes of a JSON document. It does not validate: the document is known to be
 * JSON. In UTF-8 every structural character is one byte that is part of no other character, so bytes are enough.
 * Nothing recurses, and each function reads a byte once.
 */

/** From the first byte of a value up to the byte behind it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A member of an object: from the quote of its key up to the end of its value. */
export interface JsonMember extends Span {
  readonly key: string;
  readonly value: Span;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const SPACE = 0x20;

/** The start of a document's outermost object: after white space and a byte order mark. */
export function findRoot(json: Buffer): number {
  return json.indexOf(OPEN_OBJECT);
}

/** The members of the object that begins at `at`, duplicate keys included. */
export function* membersOf(json: Buffer, at: number): Generator<JsonMember, void> {
  let start = skipSeparators(json, at + 1);
  while (json[start] === QUOTE) {
    const keyEnd = skipString(json, start);
    const valueStart = skipSeparators(json, keyEnd);
    const end = skipValue(json, valueStart);
    yield { key: readKey(json, start, keyEnd), start, end, value: { start: valueStart, end } };
    start = skipSeparators(json, end);
  }
}

/** The value that a parser returns for a key of the object that begins at `at`: with duplicates, the last. */
export function findValue(json: Buffer, at: number, key: string): Span | undefined {
  let found: Span | undefined;
  for (const worker of membersOf(json, at)) if (worker.key === key) found = worker.value;
  return found;
}

/** The elements of the array that begins at `at`. */
export function* elementsOf(json: Buffer, at: number): Generator<Span, void> {
  let start = skipSeparators(json, at + 1);
  while (start < json.length && json[start] !== CLOSE_ARRAY) {
    const end = skipValue(json, start);
    yield { start, end };
    start = skipSeparators(json, end);
  }
}

/** Whether a string begins at `at`. */
export function isString(json: Buffer, at: number): boolean {
  return json[at] === QUOTE;
}

/** Whether an object begins at `at`. */
export function isObject(json: Buffer, at: number): boolean {
  return json[at] === OPEN_OBJECT;
}

/** Whether an array begins at `at`. */
export function isArray(json: Buffer, at: number): boolean {
  return json[at] === OPEN_ARRAY;
}

function readKey(json: Buffer, start: number, end: number): string {
  const text = json.toString('utf8', start, end);
  return text.includes('\\') ? (JSON.parse(text) as string) : text.slice(1, -1);
}

/** Skips white space with the comma or colon in it; in a valid document there is never more than one. */
function skipSeparators(json: Buffer, at: number): number {
  let i = at;
  for (let byte = json[i]; byte !== undefined && (byte <= SPACE || byte === COMMA || byte === COLON); byte = json[++i]);
  return i;
}

function skipValue(json: Buffer, at: number): number {
  const first = json[at];
  if (first === QUOTE) return skipString(json, at);
  return first === OPEN_OBJECT || first === OPEN_ARRAY ? skipNested(json, at) : skipScalar(json, at);
}

/** Depth is only counted: the brackets of a valid document match. */
function skipNested(json: Buffer, at: number): number {
  let depth = 0;
  let i = at;
  while (i < json.length) {
    const byte = json[i];
    if (byte === QUOTE) {
      i = skipString(json, i);
      continue;
    }
    i++;
    if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) depth++;
    else if ((byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) && --depth === 0) return i;
  }
  return i;
}

function skipScalar(json: Buffer, at: number): number {
  let i = at;
  for (let byte = json[i]; byte !== undefined && !endsScalar(byte); byte = json[++i]);
  return i;
}

function endsScalar(byte: number): boolean {
  return byte <= SPACE || byte === COMMA || byte === CLOSE_ARRAY || byte === CLOSE_OBJECT;
}

/** Quote to quote by `indexOf`, which scans long base64 much faster than a loop. */
function skipString(json: Buffer, at: number): number {
  let quote = at;
  do {
    quote = json.indexOf(QUOTE, quote + 1);
    if (quote < 0) return json.length;
  } while (isEscaped(json, quote));
  return quote + 1;
}

function isEscaped(json: Buffer, at: number): boolean {
  let before = at - 1;
  while (json[before] === BACKSLASH) before--;
  return (at - 1 - before) % 2 === 1;
}

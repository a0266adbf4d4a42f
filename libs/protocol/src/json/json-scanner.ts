import { isClosing, isEscaped, isOpening, JSON_BYTES } from './json-bytes.js';

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

/** The start of a document's outermost object: after white space and a byte order mark. */
export function findRoot(json: Buffer): number {
  return json.indexOf(JSON_BYTES.openObject);
}

/** The members of the object that begins at `at`, duplicate keys included. */
export function* membersOf(json: Buffer, at: number): Generator<JsonMember, void> {
  let start = skipSeparators(json, at + 1);
  while (json[start] === JSON_BYTES.quote) {
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
  for (const member of membersOf(json, at)) if (member.key === key) found = member.value;
  return found;
}

/** The elements of the array that begins at `at`. */
export function* elementsOf(json: Buffer, at: number): Generator<Span, void> {
  let start = skipSeparators(json, at + 1);
  while (start < json.length && json[start] !== JSON_BYTES.closeArray) {
    const end = skipValue(json, start);
    yield { start, end };
    start = skipSeparators(json, end);
  }
}

/** Whether a string begins at `at`. */
export function isStringAt(json: Buffer, at: number): boolean {
  return json[at] === JSON_BYTES.quote;
}

/** Whether an object begins at `at`. */
export function isObjectAt(json: Buffer, at: number): boolean {
  return json[at] === JSON_BYTES.openObject;
}

/** Whether an array begins at `at`. */
export function isArrayAt(json: Buffer, at: number): boolean {
  return json[at] === JSON_BYTES.openArray;
}

function readKey(json: Buffer, start: number, end: number): string {
  const text = json.toString('utf8', start, end);
  return text.includes('\\') ? (JSON.parse(text) as string) : text.slice(1, -1);
}

/** Skips white space with the comma or colon in it; in a valid document there is never more than one. */
function skipSeparators(json: Buffer, at: number): number {
  let i = at;
  for (
    let byte = json[i];
    byte !== undefined && (byte <= JSON_BYTES.space || byte === JSON_BYTES.comma || byte === JSON_BYTES.colon);
    byte = json[++i]
  );
  return i;
}

function skipValue(json: Buffer, at: number): number {
  const first = json[at];
  if (first === JSON_BYTES.quote) return skipString(json, at);
  return isOpening(first) ? skipNested(json, at) : skipScalar(json, at);
}

/** Depth is only counted: the brackets of a valid document match. */
function skipNested(json: Buffer, at: number): number {
  let depth = 0;
  let i = at;
  while (i < json.length) {
    const byte = json[i];
    if (byte === JSON_BYTES.quote) {
      i = skipString(json, i);
      continue;
    }
    i++;
    if (isOpening(byte)) depth++;
    else if (isClosing(byte) && --depth === 0) return i;
  }
  return i;
}

function skipScalar(json: Buffer, at: number): number {
  let i = at;
  for (let byte = json[i]; byte !== undefined && !endsScalar(byte); byte = json[++i]);
  return i;
}

function endsScalar(byte: number): boolean {
  return byte <= JSON_BYTES.space || byte === JSON_BYTES.comma || isClosing(byte);
}

/** Quote to quote by `indexOf`, which scans long base64 much faster than a loop. */
function skipString(json: Buffer, at: number): number {
  let quote = at;
  do {
    quote = json.indexOf(JSON_BYTES.quote, quote + 1);
    if (quote < 0) return json.length;
  } while (isEscaped(json, quote));
  return quote + 1;
}

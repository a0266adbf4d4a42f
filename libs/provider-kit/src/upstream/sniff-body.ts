/** What a body is by its first characters: events of a stream, a JSON document, or neither. */
export type BodyForm = 'events' | 'json' | 'other';

/** The fields of an event, and the beginning of a comment (HTML standard, "Server-sent events"). */
const EVENT_LINES = ['data:', 'event:', 'id:', 'retry:', ':'];
const MAX_LINE_START_LENGTH = 6;

/** White space, and the three bytes of a byte order mark, which may stand before both forms. */
const SKIPPED: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf]);

/** Where the body begins to mean something; its length, where it does not yet. */
export function findBeginning(bytes: Uint8Array): number {
  const at = bytes.findIndex((byte) => !SKIPPED.has(byte));
  return at < 0 ? bytes.length : at;
}

/**
 * The form of a body, whatever its label: proxies and servers label event streams as JSON and the other way round
 * (openclaw#97454).
 *
 * @param head the first bytes from `findBeginning` on
 * @returns undefined where more bytes are needed
 */
export function sniffBody(head: Uint8Array): BodyForm | undefined {
  const text = Buffer.from(head.subarray(0, MAX_LINE_START_LENGTH)).toString('latin1');
  if (text === '') return undefined;
  if (text.startsWith('{') || text.startsWith('[') || text.startsWith('"')) return 'json';
  if (EVENT_LINES.some((line) => text.startsWith(line))) return 'events';
  return EVENT_LINES.some((line) => line.startsWith(text)) ? undefined : 'other';
}

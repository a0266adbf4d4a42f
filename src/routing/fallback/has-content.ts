import type { StreamEvent } from '@gateway/protocol';

/** Events that a gateway or a proxy may send before the model produces anything. */
const OPENINGS: ReadonlySet<StreamEvent['type']> = new Set(['message_start', 'ping']);

/** One of these is in every event of the content and of a proper end (Anthropic's documentation, "Streaming Messages"). */
const CONTENT = ['content_block_', 'message_stop'].map((name) => Buffer.from(name));

/** Whether a piece of a response has content of the model, and does not only announce it. */
export function hasContent(piece: readonly StreamEvent[] | Uint8Array): boolean {
  if (piece instanceof Uint8Array) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    return CONTENT.some((name) => bytes.includes(name));
  }
  return piece.some(({ type }) => !OPENINGS.has(type));
}

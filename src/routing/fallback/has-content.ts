import type { StreamEvent } from '@gateway/protocol';

/** Events that a gateway or a proxy may send before the model produces anything. */
const OPENINGS: ReadonlySet<StreamEvent['type']> = new Set(['message_start', 'ping']);

/** One of these is in every event of the content and of a proper end (Anthropic's documentation, "Streaming Messages"). */
const CONTENT = ['content_block_', 'message_stop'].map((name) => Buffer.from(name));

/** Whether events hold something of the model's, and do not only announce it. */
export function hasEventContent(events: readonly StreamEvent[]): boolean {
  return events.some(({ type }) => !OPENINGS.has(type));
}

/** The same for bytes of an answer that is handed on. */
export function hasByteContent({ buffer, byteOffset, length }: Uint8Array): boolean {
  const bytes = Buffer.from(buffer, byteOffset, length);
  return CONTENT.some((name) => bytes.includes(name));
}

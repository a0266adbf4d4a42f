import { estimateTokens } from '@gateway/protocol';

const DELTA = Buffer.from('"content_block_delta"');
/** An event without its text. */
const FRAME =
  'event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"","":""}}\n\n';

/** Estimates the output of a stream from the size of its deltas, without decoding them. */
export class DeltaMeter {
  private characters = 0;

  /** Reads one read of the upstream; only reads with a delta count. */
  push(bytes: Uint8Array): void {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = buffer.indexOf(DELTA);
    if (at === -1) return;
    this.characters += bytes.length;
    for (; at !== -1; at = buffer.indexOf(DELTA, at + DELTA.length)) this.characters -= FRAME.length;
  }

  /** In tokens. */
  get output(): number {
    return estimateTokens(Math.max(0, this.characters));
  }
}

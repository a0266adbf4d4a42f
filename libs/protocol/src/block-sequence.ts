import type { StopDetails, StopReason, Usage } from './message.types.js';
import type { BlockDelta, BlockStartEvent, StreamEvent } from './stream-event.types.js';

/** The signature of a thought that carries no state: every thinking block is signed (contract of the `gw1.` envelope). */
export const PLAIN_SIGNATURE = 'gw1.rc.e30';

/** The content of a block: pieces of text, of reasoning, of a call's arguments, or everything at its start. */
export type BlockKind = 'text' | 'thinking' | 'call' | 'whole';

/**
 * The grammar of an Anthropic stream, event by event: the message starts once, before its first block; one block is
 * open at a time; blocks are numbered without gaps; the message ends once.
 */
export class BlockSequence {
  private events: StreamEvent[] = [];
  private started = false;
  private index = 0;
  private open: BlockKind | undefined;

  /** @param head the fields of `message_start` besides the usage */
  constructor(private readonly head: { readonly id: string; readonly model: string }) {}

  /** The kind of the block that is open. */
  get kind(): BlockKind | undefined {
    return this.open;
  }

  /** Starts the message, once. `usage` is called only then. */
  startMessage(usage: () => Usage): void {
    if (this.started) return;
    this.started = true;
    const { id, model } = this.head;
    const nothing = { content: [], stop_reason: null, stop_sequence: null };
    this.events.push(
      { type: 'message_start', message: { id, type: 'message', role: 'assistant', model, ...nothing, usage: usage() } },
      { type: 'ping' },
    );
  }

  startBlock(kind: BlockKind, block: BlockStartEvent['content_block']): void {
    this.open = kind;
    this.events.push({ type: 'content_block_start', index: this.index, content_block: block });
  }

  delta(delta: BlockDelta): void {
    this.events.push({ type: 'content_block_delta', index: this.index, delta });
  }

  /** Closes the open block, if there is one; the signature is the last delta of a thought. */
  stopBlock(signature = PLAIN_SIGNATURE): void {
    if (this.open === undefined) return;
    if (this.open === 'thinking') this.delta({ type: 'signature_delta', signature });
    this.open = undefined;
    this.events.push({ type: 'content_block_stop', index: this.index++ });
  }

  endMessage(reason: StopReason, sequence: string | null, details: StopDetails | undefined, usage: Usage): void {
    const delta = { stop_reason: reason, stop_sequence: sequence, ...(details && { stop_details: details }) };
    this.events.push({ type: 'message_delta', delta, usage }, { type: 'message_stop' });
  }

  /** What has been written since the last `take()`. */
  take(): StreamEvent[] {
    const { events } = this;
    if (events.length > 0) this.events = [];
    return events;
  }
}

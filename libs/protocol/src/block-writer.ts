import { BlockSequence, PLAIN_SIGNATURE, type BlockKind } from './block-sequence.js';
import type { JsonObject } from './messages.types.js';
import type { MessageEnd } from './message-stop.js';
import { StopScanner } from './stop-scanner.js';
import type { BlockStartEvent, StreamEvent } from './stream-event.types.js';
import type { UsageTally } from './usage-tally.js';
import type { WriterOptions } from './writer.types.js';

/** Writes content into the blocks that it belongs to, and looks for stop sequences in the text. */
export class BlockWriter {
  private readonly blocks: BlockSequence;
  private readonly scanner: StopScanner | undefined;

  /** @param onStop called with a stop sequence that was found; the text before it has been written */
  constructor(
    options: WriterOptions,
    private readonly tally: UsageTally,
    private readonly onStop: (sequence: string) => void,
  ) {
    this.blocks = new BlockSequence(options);
    this.scanner = options.stopSequences.length > 0 ? new StopScanner(options.stopSequences) : undefined;
  }

  open(): void {
    this.blocks.startMessage(() => this.tally.totals);
  }

  text(text: string): void {
    if (this.scanner === undefined) {
      this.show(text);
      return;
    }
    // Also where all of it is held back: an open thought ends here, and no other block comes in between.
    if (this.blocks.kind !== 'text') this.blocks.stopBlock();
    const { text: shown, hit } = this.scanner.push(text);
    this.show(shown);
    if (hit === undefined) return;
    this.close();
    this.onStop(hit);
  }

  citation(citation: JsonObject): void {
    if (this.blocks.kind === 'text') this.blocks.delta({ type: 'citations_delta', citation });
  }

  thought(text: string): void {
    this.startThought();
    this.tally.countText(text);
    this.blocks.delta({ type: 'thinking_delta', thinking: text });
  }

  sign(signature: string): void {
    this.startThought();
    this.close(signature);
  }

  json(json: string): void {
    this.tally.countText(json);
    this.blocks.delta({ type: 'input_json_delta', partial_json: json });
  }

  start(kind: BlockKind, block: BlockStartEvent['content_block']): void {
    this.close();
    this.open();
    this.blocks.startBlock(kind, block);
  }

  /** Closes the open block, after any text that waited for a stop sequence. */
  close(signature = PLAIN_SIGNATURE): void {
    this.show(this.scanner?.release() ?? '');
    this.blocks.stopBlock(signature);
  }

  end({ reason, sequence, details }: MessageEnd): void {
    this.blocks.endMessage(reason, sequence, details, this.tally.totals);
  }

  /** The events since the last `take()`. */
  take(): StreamEvent[] {
    return this.blocks.take();
  }

  private show(text: string): void {
    if (text === '') return;
    if (this.blocks.kind !== 'text') {
      this.blocks.stopBlock();
      this.open();
      this.blocks.startBlock('text', { type: 'text', text: '' });
    }
    this.tally.countText(text);
    this.blocks.delta({ type: 'text_delta', text });
  }

  private startThought(): void {
    if (this.blocks.kind !== 'thinking') this.start('thinking', { type: 'thinking', thinking: '', signature: '' });
  }
}

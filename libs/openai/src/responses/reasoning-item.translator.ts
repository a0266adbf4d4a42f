import type { MessageWriter } from '@gateway/protocol';
import type { ReasoningItem } from './responses.types.js';
import { restOf } from './rest-of.js';

/** The two forms of a thought: a summary, or its text as open models send it. */
export type ReasoningSource = 'summary' | 'text';

/** Writes one reasoning item to MessageWriter: one thought, however many parts its summary has. */
export class ReasoningItemTranslator {
  private readonly parts = new Map<number, string>();
  /** The form that came first; the other one repeats it. */
  private source: ReasoningSource | undefined;

  constructor(private readonly writer: MessageWriter) {}

  text(source: ReasoningSource, index: number, piece: string): void {
    this.source ??= source;
    if (piece === '' || source !== this.source) return;
    const said = this.parts.get(index);
    if (said === undefined && this.parts.size > 0) this.writer.thinking('\n\n');
    this.parts.set(index, (said ?? '') + piece);
    this.writer.thinking(piece);
  }

  /** Writes the rest; returns the encrypted content, which is complete only now. */
  end({ summary, content, encrypted_content: encrypted }: ReasoningItem): string | undefined {
    const source = this.source ?? (summary?.length ? 'summary' : 'text');
    const parts = (source === 'summary' ? summary : content) ?? [];
    parts.forEach(({ text }, i) => this.text(source, i, restOf(this.parts.get(i), text ?? '')));
    return encrypted ?? undefined;
  }
}

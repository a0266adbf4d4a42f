import type { MessageWriter } from '@gateway/protocol';
import { toCitation } from '../to-citation.js';
import type { Annotation, MessageItem, OutputContent } from './responses.types.js';
import { restOf } from './rest-of.js';

interface Part {
  said: string;
  cited: number;
}

/** Writes one message to MessageWriter: its texts and refusals, a block each, and its citations. */
export class MessageItemTranslator {
  private readonly parts = new Map<number, Part>();

  /** The text of a refusal, where the model refused. */
  refused: string | undefined;

  constructor(private readonly writer: MessageWriter) {}

  text(index: number, piece: string): void {
    if (piece === '') return;
    const part = this.part(index);
    part.said += piece;
    this.writer.text(piece);
  }

  refusal(index: number, piece: string): void {
    this.refused = (this.refused ?? '') + piece;
    this.text(index, piece);
  }

  /** A part is complete: the text that was not streamed is written. */
  content(index: number, content: OutputContent): void {
    const said = this.parts.get(index)?.said;
    if (content.type === 'refusal') {
      this.refusal(index, restOf(said, content.refusal ?? ''));
      return;
    }
    this.text(index, restOf(said, content.text ?? ''));
    const cited = this.parts.get(index)?.cited ?? 0;
    for (const annotation of content.annotations?.slice(cited) ?? []) this.cite(index, annotation);
  }

  cite(index: number, annotation: Annotation): void {
    const part = this.part(index);
    part.cited++;
    const citation = toCitation(annotation, part.said);
    if (citation !== undefined) this.writer.citation(citation);
  }

  end(item: MessageItem): void {
    item.content?.forEach((content, i) => this.content(i, content));
  }

  private part(index: number): Part {
    let part = this.parts.get(index);
    if (part === undefined) {
      part = { said: '', cited: 0 };
      this.parts.set(index, part);
      this.writer.newBlock();
    }
    return part;
  }
}

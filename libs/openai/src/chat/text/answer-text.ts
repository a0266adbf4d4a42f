import type { ServerTraits } from '@gateway/presets';
import type { ResponseContext } from '@gateway/provider-kit';
import { TextCallScanner } from './text-call.scanner.js';
import type { TextCall } from './text-call.types.js';
import { type SpokenPiece, ThinkTagScanner } from './think-tag.scanner.js';

/** Where the parts of a text go. */
export interface AnswerTextSink {
  thought(text: string): void;
  text(text: string): void;
  call(call: TextCall): void;
}

/** The text of an answer, taken apart as the traits of its server ask: reasoning, tool calls, text. */
export class AnswerText {
  private readonly tags: ThinkTagScanner;
  private readonly calls: TextCallScanner | undefined;
  /** Names that a call in the text may have. */
  private readonly tools: ReadonlySet<string> = new Set();

  constructor(
    { thinkTags, textCalls }: Pick<ServerTraits, 'thinkTags' | 'textCalls'>,
    { stream, tools }: Pick<ResponseContext, 'stream' | 'tools'>,
    private readonly sink: AnswerTextSink,
  ) {
    this.tags = new ThinkTagScanner({ tags: thinkTags, whole: !stream });
    if (textCalls === 'false') return;
    this.tools = new Set(tools.map(({ name }) => name));
    this.calls = new TextCallScanner(this.tools);
  }

  push(text: string): void {
    if (text !== '') this.write(this.tags.push(text));
  }

  /** Gives out what was held back, because something else than text comes next, or nothing. */
  end(): void {
    this.write(this.tags.end());
    for (const piece of this.calls?.end() ?? []) this.give(piece);
  }

  /** A call's name without the marks of gpt-oss (`Read<|channel|>commentary`, `functions.Read`), for a known tool. */
  toName(name: string): string {
    if (this.calls === undefined || this.tools.has(name)) return name;
    const bare = (name.split('<|', 1)[0] ?? '').replace(/^functions\./, '');
    return this.tools.has(bare) ? bare : name;
  }

  private write(pieces: readonly SpokenPiece[]): void {
    for (const piece of pieces) {
      if ('thought' in piece) this.sink.thought(piece.thought);
      else for (const written of this.calls?.push(piece.text) ?? [piece]) this.give(written);
    }
  }

  private give(piece: { readonly text: string } | { readonly call: TextCall }): void {
    if ('call' in piece) this.sink.call(piece.call);
    else this.sink.text(piece.text);
  }
}

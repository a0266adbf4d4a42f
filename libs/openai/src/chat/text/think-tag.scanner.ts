import type { ServerTraits } from '@gateway/presets';
import { heldSuffix } from './held-suffix.js';
import { THINK_TAGS } from './think-tags.js';

/** Characters of white space before a tag that are waited through, and of reasoning kept for `open`. */
const MAX_HELD = 1000;
const MAX_KEPT = 1_000_000;

/** A piece of an answer: reasoning, or what the user sees. */
export type SpokenPiece = { readonly thought: string } | { readonly text: string };

export interface ThinkTagOptions {
  readonly tags: ServerTraits['thinkTags'];
  /** The answer comes in one piece, so that a tag that closes can be seen before the first word. */
  readonly whole: boolean;
}

/**
 * Finds reasoning at the very beginning of an answer's text (contract §7.5). Tags may be cut anywhere; what could
 * become one is held back. Tags further back are text.
 */
export class ThinkTagScanner {
  private state: 'start' | 'thought' | 'gap' | 'text';
  private held = '';
  /** The marks that end the thoughts. */
  private closes = THINK_TAGS.map(({ close }) => close);
  /** Reasoning of an answer that began in it, should the tag that closes never come. */
  private kept = '';

  constructor(private readonly options: ThinkTagOptions) {
    this.state = options.tags === 'off' ? 'text' : 'start';
  }

  push(text: string): readonly SpokenPiece[] {
    const pieces: SpokenPiece[] = [];
    this.held += text;
    if (this.state === 'start') this.begin();
    if (this.state === 'thought') pieces.push(...this.think());
    if (this.state === 'gap') {
      this.held = this.held.trimStart();
      if (this.held !== '') this.state = 'text';
    }
    if (this.state === 'text') pieces.push({ text: this.take() });
    return pieces;
  }

  /** What is held back, because nothing more comes. */
  end(): readonly SpokenPiece[] {
    const { state } = this;
    const held = this.take();
    this.state = 'text';
    if (state === 'gap') return [];
    if (state !== 'thought') return [{ text: held }];
    // A template may open the tag for a model that does not think: the answer is what was said.
    return this.options.tags === 'open' ? [{ text: this.kept + held }] : [{ thought: held }];
  }

  private begin(): void {
    const said = this.held.trimStart();
    const tag = THINK_TAGS.find(({ open }) => said.startsWith(open));
    const closes = this.options.whole && this.findClose() !== undefined;
    const mayBegin = THINK_TAGS.some(({ open }) => open.startsWith(said)) && this.held.length < MAX_HELD && !closes;
    if (tag === undefined && mayBegin) return;
    if (tag !== undefined) {
      this.held = said.slice(tag.open.length);
      this.closes = [tag.close];
    }
    this.state = tag !== undefined || closes || this.options.tags === 'open' ? 'thought' : 'text';
  }

  private think(): readonly SpokenPiece[] {
    const end = this.findClose();
    if (end !== undefined) {
      const thought = this.held.slice(0, end.at);
      this.held = this.held.slice(end.at + end.close.length);
      this.state = 'gap';
      return [{ thought }];
    }
    const free = this.held.length - heldSuffix(this.held, this.closes);
    const thought = this.held.slice(0, free);
    this.held = this.held.slice(free);
    if (this.options.tags === 'open' && this.kept.length < MAX_KEPT) this.kept += thought;
    return [{ thought }];
  }

  /** The first mark that ends the thoughts. */
  private findClose(): { readonly at: number; readonly close: string } | undefined {
    const found = this.closes.map((close) => ({ at: this.held.indexOf(close), close })).filter(({ at }) => at >= 0);
    return found.toSorted((one, other) => one.at - other.at)[0];
  }

  private take(): string {
    const { held } = this;
    this.held = '';
    return held;
  }
}

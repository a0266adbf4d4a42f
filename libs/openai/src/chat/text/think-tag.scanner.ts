import type { ServerTraits } from '@gateway/presets';
import { heldSuffix } from './held-suffix.js';

const OPEN = '<think>';
const CLOSE = '</think>';

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
    const closes = this.options.whole && this.held.includes(CLOSE);
    if (said.startsWith(OPEN)) this.held = said.slice(OPEN.length);
    else if (OPEN.startsWith(said) && this.held.length < MAX_HELD && !closes) return;
    this.state = said.startsWith(OPEN) || closes || this.options.tags === 'open' ? 'thought' : 'text';
  }

  private think(): readonly SpokenPiece[] {
    const at = this.held.indexOf(CLOSE);
    if (at >= 0) {
      const thought = this.held.slice(0, at);
      this.held = this.held.slice(at + CLOSE.length);
      this.state = 'gap';
      return [{ thought }];
    }
    const free = this.held.length - heldSuffix(this.held, [CLOSE]);
    const thought = this.held.slice(0, free);
    this.held = this.held.slice(free);
    if (this.options.tags === 'open' && this.kept.length < MAX_KEPT) this.kept += thought;
    return [{ thought }];
  }

  private take(): string {
    const { held } = this;
    this.held = '';
    return held;
  }
}

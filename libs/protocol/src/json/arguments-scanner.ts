import { isClosing, isOpening, JSON_BYTES } from './json-bytes.js';
import { normaliseArguments, readArguments } from './normalise-arguments.js';

/** The brackets of an empty object at the start of a text, as far as received, and the blanks around them. */
const EMPTY_OBJECT = /^\s*(\{?)\s*(\}?)\s*/;
/** Held text is read as a whole, again and again: beyond this many characters it counts as unfinished. */
const MAX_HELD_READ = 100_000;
const WITHOUT_CONTENT: ReadonlySet<string> = new Set(['', '{', '{}']);

/**
 * Reads the argument text of one tool call as it arrives and returns what a client may see at once. It is streamed
 * live only while it can still be a JSON object; anything else is held to the end and normalised. Raw control
 * characters inside strings are escaped, and text after the root object is dropped. An empty object is held back: some
 * servers send `{}` first and the real arguments later.
 */
export class ArgumentsScanner {
  private mode: 'undecided' | 'live' | 'held' = 'undecided';
  /** Undecided: the text so far, without blanks between its brackets; held: all of it. */
  private head = '';
  private depth = 0;
  private inString = false;
  private escaped = false;
  private said = '';

  /** The root object has been closed, and was not empty. */
  get complete(): boolean {
    return this.mode === 'live' && this.depth === 0;
  }

  /** What has come is a JSON object, in whatever form. An empty one may still be followed by the real arguments. */
  get isObject(): boolean {
    if (this.mode === 'live') return this.depth === 0;
    if (this.mode === 'undecided') return this.head === '{}';
    return this.head.length <= MAX_HELD_READ && readArguments(this.head) !== undefined;
  }

  /** Takes the next piece; returns the text that may be sent now, often all of it. */
  push(piece: string): string {
    if (this.mode === 'live') return this.scan(piece);
    if (this.mode === 'held') {
      this.head += piece;
      return '';
    }
    // Blanks are dropped as they come: kept, they would be read again with each piece.
    this.head = (this.head + piece).replace(EMPTY_OBJECT, '$1$2');
    const head = this.head.length > 2 && this.head.startsWith('{}') ? this.head.slice(2) : this.head;
    if (WITHOUT_CONTENT.has(head)) return '';
    if (!head.startsWith('{')) {
      this.mode = 'held';
      return '';
    }
    this.mode = 'live';
    this.head = '';
    return this.scan(head);
  }

  /**
   * Ends the call. Returns the remaining text; undefined where the bytes that were sent are no JSON object, which
   * cannot be undone.
   */
  end(): string | undefined {
    if (this.mode !== 'live') return normaliseArguments(this.head);
    try {
      JSON.parse(this.said);
      return '';
    } catch {
      return undefined;
    }
  }

  private scan(piece: string): string {
    if (this.complete && this.said !== '') return '';
    let out = '';
    let from = 0;
    for (let i = 0; i < piece.length; i++) {
      const code = piece.charCodeAt(i);
      if (this.inString) {
        if (code < JSON_BYTES.space) {
          out += piece.slice(from, i) + `\\u${code.toString(16).padStart(4, '0')}`;
          from = i + 1;
          this.escaped = false;
        } else if (this.escaped) this.escaped = false;
        else if (code === JSON_BYTES.backslash) this.escaped = true;
        else if (code === JSON_BYTES.quote) this.inString = false;
      } else if (code === JSON_BYTES.quote) this.inString = true;
      else if (isOpening(code)) this.depth++;
      else if (isClosing(code) && --this.depth === 0) {
        out += piece.slice(from, i + 1);
        this.said += out;
        return out;
      }
    }
    out += piece.slice(from);
    this.said += out;
    return out;
  }
}

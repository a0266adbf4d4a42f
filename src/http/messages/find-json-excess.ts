import { setImmediate as nextTick } from 'node:timers/promises';
import { isClosing, isOpening, JSON_BYTES } from '@gateway/protocol';

/** Characters that are scanned before other requests run. */
const SLICE = 2 ** 18;

export interface JsonLimits {
  /** Levels of arrays and objects. */
  readonly depth: number;
  /** Keys and values together; an empty array or object counts twice at most. */
  readonly values: number;
}

/**
 * Scans a JSON text without building its value: a few megabytes of brackets would become gigabytes, and block the
 * event loop for seconds. For text that is not JSON any result may be returned.
 *
 * @returns the first limit that is exceeded; undefined where none is
 */
export async function findJsonExcess(text: string, limits: JsonLimits): Promise<keyof JsonLimits | undefined> {
  const scanner = new JsonScanner(text, limits);
  for (let end = SLICE; ; end += SLICE) {
    const excess = scanner.scan(Math.min(end, text.length));
    if (excess !== undefined) return excess;
    if (end >= text.length) return undefined;
    await nextTick();
  }
}

/** Scans a text in slices. */
class JsonScanner {
  private at = 0;
  private depth = 0;
  private values = 0;
  private isInString = false;

  constructor(
    private readonly text: string,
    private readonly limits: JsonLimits,
  ) {}

  /** Goes on up to `end`; a string that begins before it is followed further, to its next quotation mark. */
  scan(end: number): keyof JsonLimits | undefined {
    const { text, limits } = this;
    while (this.at < end) {
      if (this.isInString) this.passString();
      else this.count(text.charCodeAt(this.at++));
      if (this.depth > limits.depth) return 'depth';
      if (this.values > limits.values) return 'values';
    }
    return undefined;
  }

  /** The search for one character runs at the speed of memory, other than a look at each of them. */
  private passString(): void {
    const quote = this.text.indexOf('"', this.at);
    this.isInString = quote < 0 || isEscaped(this.text, quote);
    this.at = quote < 0 ? this.text.length : quote + 1;
  }

  private count(code: number): void {
    if (code === JSON_BYTES.quote) this.isInString = true;
    else if (code === JSON_BYTES.comma || code === JSON_BYTES.colon) this.values++;
    else if (isOpening(code)) {
      this.values++;
      this.depth++;
    } else if (isClosing(code)) this.depth--;
  }
}

/** Whether the character at `at`, inside a string, is escaped: an odd number of backslashes stands before it. */
function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === JSON_BYTES.backslash) before--;
  return (at - 1 - before) % 2 === 1;
}

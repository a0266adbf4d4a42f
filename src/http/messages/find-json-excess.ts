import { setImmediate as nextTick } from 'node:timers/promises';
import { isClosing, isEscaped, isOpening, JSON_BYTES } from '@gateway/protocol';

/** Bytes that are scanned before other requests run. */
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
export async function findJsonExcess(raw: Uint8Array, limits: JsonLimits): Promise<keyof JsonLimits | undefined> {
  const scanner = new JsonScanner(raw, limits);
  for (let start = 0; start < raw.length; start += SLICE) {
    if (start > 0) await nextTick();
    const excess = scanner.scan(start, start + SLICE);
    if (excess !== undefined) return excess;
  }
  return undefined;
}

/** Scans a text in slices. */
class JsonScanner {
  private depth = 0;
  private values = 0;
  private isInString = false;

  constructor(
    private readonly raw: Uint8Array,
    private readonly limits: JsonLimits,
  ) {}

  scan(start: number, end: number): keyof JsonLimits | undefined {
    const slice = this.raw.subarray(start, end);
    for (let at = 0; at < slice.length; at++) {
      if (this.isInString) {
        at = slice.indexOf(JSON_BYTES.quote, at);
        if (at < 0) return undefined;
        this.isInString = isEscaped(this.raw, start + at);
      } else this.count(slice[at]);
      if (this.depth > this.limits.depth) return 'depth';
      if (this.values > this.limits.values) return 'values';
    }
    return undefined;
  }

  private count(byte: number | undefined): void {
    if (byte === JSON_BYTES.quote) this.isInString = true;
    else if (byte === JSON_BYTES.comma || byte === JSON_BYTES.colon) this.values++;
    else if (isOpening(byte)) {
      this.values++;
      this.depth++;
    } else if (isClosing(byte)) this.depth--;
  }
}

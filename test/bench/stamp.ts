/** A point in time as text of the answer: it survives every translation. */
export function stamp(): string {
  return `@${performance.now().toFixed(2).padStart(12, '0')};`;
}

const STAMP = /@(\d{9}\.\d\d);/g;
const MAX_STAMP_LENGTH = 13;

/** Finds the stamps in what a client receives, however the reads cut it. */
export class StampReader {
  private tail = '';

  /** How old each event is that these bytes complete, in milliseconds. */
  push(bytes: Buffer): number[] {
    const now = performance.now();
    const text = this.tail + bytes.toString('latin1');
    const ages: number[] = [];
    let end = 0;
    for (const match of text.matchAll(STAMP)) {
      ages.push(now - Number(match[1]));
      end = match.index + match[0].length;
    }
    this.tail = text.slice(Math.max(end, text.length - MAX_STAMP_LENGTH));
    return ages;
  }
}

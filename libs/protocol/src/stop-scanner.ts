/**
 * Searches for stop sequences in text that arrives in pieces. It holds back the longest ending that could still become
 * a sequence, so that no part of one reaches the client.
 */
export class StopScanner {
  private held = '';

  constructor(private readonly sequences: readonly string[]) {}

  /** Takes the next piece; returns the text that may be shown, and the sequence if one is now complete. */
  push(piece: string): { text: string; hit?: string } {
    const text = this.held + piece;
    let at = -1;
    let hit: string | undefined;
    for (const sequence of this.sequences) {
      const found = text.indexOf(sequence);
      if (found >= 0 && (at < 0 || found < at)) {
        at = found;
        hit = sequence;
      }
    }
    if (hit !== undefined) {
      this.held = '';
      return { text: text.slice(0, at), hit };
    }
    const keep = this.longestBeginning(text);
    this.held = text.slice(text.length - keep);
    return { text: text.slice(0, text.length - keep) };
  }

  /** The text that was held back and turned out not to be a sequence. */
  release(): string {
    const { held } = this;
    this.held = '';
    return held;
  }

  private longestBeginning(text: string): number {
    let longest = 0;
    for (const sequence of this.sequences) {
      for (let n = Math.min(sequence.length - 1, text.length); n > longest; n--) {
        if (text.endsWith(sequence.slice(0, n))) longest = n;
      }
    }
    return longest;
  }
}

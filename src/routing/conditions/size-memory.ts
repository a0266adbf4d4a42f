/** A prompt that was over a limit counts as over it until it falls below this share of it. */
const LOWER_SHARE = 0.8;
const MAX_ENTRIES = 20_000;

/**
 * Which conversations are over a limit of size. A conversation whose size changes around the limit stays with one
 * model, so that its prompt cache stays valid. Without the memory (after a restart) the limit alone decides.
 */
export class SizeMemory {
  private readonly over = new Set<string>();

  /**
   * Whether a prompt is over a limit, both in tokens.
   *
   * @param conversation identifies session and agent; undefined: only this request counts
   * @param isTurn whether the prompt is the conversation: what is sent beside it changes nothing
   */
  isOver(conversation: string | undefined, limit: number, tokens: number, isTurn: boolean): boolean {
    if (conversation === undefined) return tokens > limit;
    const key = `${limit} ${conversation}`;
    const isOver = tokens > (this.over.has(key) ? limit * LOWER_SHARE : limit);
    if (!isTurn) return isOver;
    this.over.delete(key);
    if (isOver) this.remember(key);
    return isOver;
  }

  private remember(key: string): void {
    const [oldest] = this.over;
    if (this.over.size >= MAX_ENTRIES && oldest !== undefined) this.over.delete(oldest);
    this.over.add(key);
  }
}

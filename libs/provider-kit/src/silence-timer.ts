/** How often the timer fires within the silence that it waits for. */
const PARTS = 4;

/**
 * Calls back after each period of silence, for streams of many items: an item sets a number, where a timer would have
 * to be moved in Node's list. A silence is noticed up to a quarter of the period late.
 */
export class SilenceTimer {
  /** Times that the timer has fired since the last item, which came at most one part before the first. */
  private quiet = 1;
  private readonly timer: NodeJS.Timeout;

  /** @param ms of a period */
  constructor(ms: number, onSilence: () => void) {
    this.timer = setInterval(
      () => {
        if (++this.quiet <= PARTS) return;
        this.quiet = 1;
        onSilence();
      },
      Math.ceil(ms / PARTS),
    );
  }

  /** An item has come. */
  restart(): void {
    this.quiet = 0;
  }

  stop(): void {
    clearInterval(this.timer);
  }
}

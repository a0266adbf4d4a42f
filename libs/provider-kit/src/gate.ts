/** A source that a gate pauses and resumes. */
export interface Source {
  pause(): void;
  resume(): void;
}

/**
 * Backpressure, which RxJS lacks. The sink closes the gate while the client does not read; the source, which follows
 * the gate, stops reading from the upstream until it opens. One gate a reply.
 */
export class Gate {
  private readonly followers: Source[] = [];
  private opening: PromiseWithResolvers<undefined> | undefined;
  private closed = false;

  get isClosed(): boolean {
    return this.closed;
  }

  /** The sink is full. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    for (const source of this.followers) source.pause();
  }

  /** The sink has drained, or has no consumer any more. */
  open(): void {
    if (!this.closed) return;
    this.closed = false;
    this.opening?.resolve(undefined);
    this.opening = undefined;
    for (const source of this.followers) source.resume();
  }

  /** Pauses and resumes a source with the gate; where the gate is closed, the source is paused at once. */
  steer(source: Source): void {
    this.followers.push(source);
    if (this.closed) source.pause();
  }

  /** Resolves when the gate opens; undefined while it is open. For sources that are pulled. */
  wait(): Promise<undefined> | undefined {
    if (this.closed) this.opening ??= Promise.withResolvers<undefined>();
    return this.opening?.promise;
  }
}

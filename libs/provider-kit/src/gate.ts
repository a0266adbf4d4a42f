/** What a gate holds back and lets go on. */
export interface Source {
  pause(): void;
  resume(): void;
}

/**
 * The way back that RxJS lacks. The sink closes the gate while the client reads nothing; the source, which follows
 * it, reads no further from the upstream until it opens. One gate a reply.
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

  /** The sink has drained, or nobody listens any more. */
  open(): void {
    if (!this.closed) return;
    this.closed = false;
    this.opening?.resolve(undefined);
    this.opening = undefined;
    for (const source of this.followers) source.resume();
  }

  /** Lets a source pause and go on with the gate; one that comes to a closed gate is paused at once. */
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

/**
 * The way back that RxJS lacks. The sink closes the gate while the client reads nothing; the source waits
 * at it before it reads on from the upstream. One gate a reply.
 */
export class Gate {
  private closed: PromiseWithResolvers<void> | undefined;

  /** The sink is full. */
  close(): void {
    this.closed ??= Promise.withResolvers<void>();
  }

  /** The sink has drained, or nobody listens any more. */
  open(): void {
    this.closed?.resolve();
    this.closed = undefined;
  }

  /** Resolves when the gate opens; undefined while it is open. */
  wait(): Promise<void> | undefined {
    return this.closed?.promise;
  }
}

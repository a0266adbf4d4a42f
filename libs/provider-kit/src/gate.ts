/**
 * The way back that RxJS lacks. The sink closes the gate while the client reads nothing; the source waits
 * at it before it reads on from the upstream. One gate a reply.
 */
export class Gate {
  private closed: PromiseWithResolvers<undefined> | undefined;

  /** The sink is full. */
  close(): void {
    this.closed ??= Promise.withResolvers<undefined>();
  }

  /** The sink has drained, or nobody listens any more. */
  open(): void {
    this.closed?.resolve(undefined);
    this.closed = undefined;
  }

  /** Resolves when the gate opens; undefined while it is open. */
  wait(): Promise<undefined> | undefined {
    return this.closed?.promise;
  }
}

/** What a channel runs over; a cluster worker has this form on both sides. */
export interface Port {
  send(message: object, sent: (error: Error | null) => void): boolean;
  on(event: 'message', hear: (message: unknown) => void): unknown;
}

/** What is done when the other side says something; what comes of it is its answer. The signal: nobody waits now. */
type Hear<What> = (what: What, signal: AbortSignal) => unknown;

type Message =
  | { readonly kind: 'tell'; readonly topic: string; readonly what: unknown }
  | { readonly kind: 'ask'; readonly topic: string; readonly what: unknown; readonly id: number }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'answer'; readonly id: number; readonly what?: unknown; readonly error?: string };

/**
 * One end of the talk between the primary and a worker. Each side says what it does on which topic, and asks or tells
 * the other. All that is said must be JSON.
 */
export class Channel {
  private readonly topics = new Map<string, Hear<unknown>>();
  private readonly asked = new Map<number, PromiseWithResolvers<unknown>>();
  private readonly answering = new Map<number, AbortController>();
  private readonly end = new AbortController();
  private questions = 0;

  constructor(private readonly port: Port) {
    port.on('message', (message) => this.hear(message as Message));
  }

  /** Aborted when the other side is gone. */
  get gone(): AbortSignal {
    return this.end.signal;
  }

  /** Says what is done here on a topic. */
  on<What>(topic: string, hear: Hear<What>): void {
    this.topics.set(topic, hear as Hear<unknown>);
  }

  /** Wants no answer. */
  tell(topic: string, what?: unknown): void {
    this.send({ kind: 'tell', topic, what });
  }

  /**
   * @param signal tells the other side that nobody waits any more; it answers all the same
   * @throws Error with what went wrong there, or because the other side is gone
   */
  ask<Answer>(topic: string, what?: unknown, signal?: AbortSignal): Promise<Answer> {
    const id = this.questions++;
    const answer = Promise.withResolvers<unknown>();
    const cancel = (): void => this.send({ kind: 'cancel', id });
    this.asked.set(id, answer);
    this.send({ kind: 'ask', topic, what, id });
    if (signal?.aborted === true) cancel();
    else signal?.addEventListener('abort', cancel);
    return answer.promise.finally(() => signal?.removeEventListener('abort', cancel)) as Promise<Answer>;
  }

  /** The other side is gone: nobody waits for it any longer, and nothing is done for it. */
  close(): void {
    this.end.abort();
    for (const working of this.answering.values()) working.abort();
    for (const { reject } of this.asked.values()) reject(new Error('the other process has ended'));
    this.asked.clear();
  }

  private hear(message: Message): void {
    if (message.kind === 'ask') void this.answer(message);
    if (message.kind === 'tell') this.topics.get(message.topic)?.(message.what, this.gone);
    if (message.kind === 'cancel') this.answering.get(message.id)?.abort();
    if (message.kind === 'answer') this.settle(message);
  }

  private async answer({ topic, what, id }: Message & { kind: 'ask' }): Promise<void> {
    const working = new AbortController();
    this.answering.set(id, working);
    try {
      const hear = this.topics.get(topic);
      if (hear === undefined) throw new Error(`nobody knows about ${topic}`);
      this.send({ kind: 'answer', id, what: await hear(what, working.signal) });
    } catch (error) {
      this.send({ kind: 'answer', id, error: error instanceof Error ? error.message : String(error) });
    } finally {
      this.answering.delete(id);
    }
  }

  private settle({ id, what, error }: Message & { kind: 'answer' }): void {
    const answer = this.asked.get(id);
    this.asked.delete(id);
    if (error === undefined) answer?.resolve(what);
    else answer?.reject(new Error(error));
  }

  private send(message: Message): void {
    // Who cannot be reached has ended, which `close` tells.
    if (!this.gone.aborted) this.port.send(message, () => undefined);
  }
}

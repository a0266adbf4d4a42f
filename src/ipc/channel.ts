/** The connection of a channel; a cluster worker has this form on both sides. */
export interface Port {
  send(message: object, sent: (error: Error | null) => void): boolean;
  on(event: 'message', handler: (message: unknown) => void): unknown;
}

/** Handles a message on a topic; what it returns or resolves to is the response. */
type MessageHandler<What> = (what: What) => unknown;

type Message =
  | { readonly kind: 'tell'; readonly topic: string; readonly what: unknown }
  | { readonly kind: 'ask'; readonly topic: string; readonly what: unknown; readonly id: number }
  | { readonly kind: 'answer'; readonly id: number; readonly what?: unknown; readonly error?: string };

/**
 * One end of the channel between the primary and a worker. Each side registers handlers by topic, and sends requests
 * or notifications to the other. All messages must be JSON.
 */
export class Channel {
  private readonly topics = new Map<string, MessageHandler<unknown>>();
  private readonly pending = new Map<number, PromiseWithResolvers<unknown>>();
  private readonly end = new AbortController();
  private questions = 0;

  constructor(private readonly port: Port) {
    port.on('message', (message) => this.onMessage(message as Message));
  }

  /** Aborted when the other process has ended. */
  get gone(): AbortSignal {
    return this.end.signal;
  }

  /** Registers the handler of a topic. */
  handle<What>(topic: string, handler: MessageHandler<What>): void {
    this.topics.set(topic, handler as MessageHandler<unknown>);
  }

  /** Sends a message without a response. */
  notify(topic: string, what?: unknown): void {
    this.send({ kind: 'tell', topic, what });
  }

  /** @throws Error with the message of the other side's failure, or because the other process has ended */
  request<Answer>(topic: string, what?: unknown): Promise<Answer> {
    if (this.gone.aborted) return Promise.reject(hasEnded());
    const id = this.questions++;
    const answer = Promise.withResolvers<unknown>();
    this.pending.set(id, answer);
    this.send({ kind: 'ask', topic, what, id });
    return answer.promise as Promise<Answer>;
  }

  /** The other process has ended: open requests to it fail, and its late messages are not handled. */
  close(): void {
    this.end.abort();
    for (const { reject } of this.pending.values()) reject(hasEnded());
    this.pending.clear();
  }

  private onMessage(message: Message): void {
    if (this.gone.aborted) return;
    if (message.kind === 'ask') void this.answer(message);
    if (message.kind === 'tell') this.topics.get(message.topic)?.(message.what);
    if (message.kind === 'answer') this.settle(message);
  }

  private async answer({ topic, what, id }: Message & { kind: 'ask' }): Promise<void> {
    try {
      const handler = this.topics.get(topic);
      if (handler === undefined) throw new Error(`no handler for ${topic}`);
      this.send({ kind: 'answer', id, what: await handler(what) });
    } catch (error) {
      this.send({ kind: 'answer', id, error: error instanceof Error ? error.message : String(error) });
    }
  }

  private settle({ id, what, error }: Message & { kind: 'answer' }): void {
    const answer = this.pending.get(id);
    this.pending.delete(id);
    if (error === undefined) answer?.resolve(what);
    else answer?.reject(new Error(error));
  }

  private send(message: Message): void {
    // A process that cannot be reached has ended, which `close` handles.
    if (!this.gone.aborted) this.port.send(message, () => undefined);
  }
}

function hasEnded(): Error {
  return new Error('the other process has ended');
}

import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@redis/client';

/** Milliseconds in which Redis must respond; after that it counts as unavailable. */
const REDIS_TIMEOUT_MS = 500;
/** Milliseconds between attempts to reconnect, at most. */
const MAX_PAUSE_MS = 2000;

export interface RedisOptions {
  /** Read at each connection: the password may change. */
  readonly url: () => string;
  /** Called when it becomes unavailable, and when it is available again. */
  readonly tell: (state: 'gone' | 'back', error?: Error) => void;
}

/** A connection to Redis that fails fast, and reports each loss and return once. */
export class RedisConnection {
  private client: Client;
  private readonly backs = new Set<() => void>();
  private isGone = false;
  private opened: Promise<unknown> | undefined;

  constructor(private readonly options: RedisOptions) {
    this.client = this.create();
  }

  /**
   * Connects once: Nest calls the hooks of a provider that two modules hold twice. A gateway that is ready has reached
   * Redis, or has waited for the whole timeout.
   */
  async open(): Promise<void> {
    // It becomes available when it is connected; until then it counts as unavailable.
    this.opened ??= this.client.connect().catch((error: unknown) => this.noteGone(error as Error));
    await Promise.race([this.opened, sleep(REDIS_TIMEOUT_MS)]);
  }

  /** Connects anew, after the URL has changed. */
  async renew(): Promise<void> {
    const former = this.client;
    this.client = this.create();
    this.opened = undefined;
    await this.open();
    former.destroy();
  }

  /** Registers a function that is called when Redis is available again. */
  onBack(run: () => void): void {
    this.backs.add(run);
  }

  /**
   * Runs a script.
   *
   * @throws Error where Redis does not respond in time
   */
  async run<Result>(script: string, keys: readonly string[], values: readonly string[]): Promise<Result> {
    const { promise: tooLate, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new Error('Redis does not respond')), REDIS_TIMEOUT_MS);
    try {
      const result = this.client.eval(script, { keys: [...keys], arguments: [...values] });
      // Where it settles too late no caller handles its failure.
      result.catch(() => undefined);
      const settled = (await Promise.race([result, tooLate])) as Result;
      this.noteBack();
      return settled;
    } catch (error) {
      this.noteGone(error as Error);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    this.client.destroy();
  }

  private create(): Client {
    const client = toClient(this.options.url());
    // One that was replaced reports nothing more.
    client.on('error', (error: Error) => client === this.client && this.noteGone(error));
    client.on('ready', () => client === this.client && this.noteBack());
    return client;
  }

  private noteGone(error: Error): void {
    if (this.isGone) return;
    this.isGone = true;
    this.options.tell('gone', error);
  }

  private noteBack(): void {
    if (!this.isGone) return;
    this.isGone = false;
    this.options.tell('back');
    for (const run of this.backs) run();
  }
}

type Client = ReturnType<typeof toClient>;

// The return type is Redis' own, by its options.
// eslint-disable-next-line @typescript-eslint/explicit-function-return-type
function toClient(url: string) {
  return createClient({
    url,
    disableOfflineQueue: true,
    socket: {
      connectTimeout: REDIS_TIMEOUT_MS,
      reconnectStrategy: (tries) => Math.min(100 * 2 ** tries, MAX_PAUSE_MS),
    },
  });
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { ThrottlerStorage } from '@nestjs/throttler';
import { ApiError } from '@gateway/protocol';
import { createClient } from '@redis/client';

type ThrottleRecord = Awaited<ReturnType<ThrottlerStorage['increment']>>;

/**
 * Counts a request in a window of ARGV[1] milliseconds that begins with its first request. One script, so that no
 * other replica runs between the count and its expiry.
 */
const HIT = `
local hits = redis.call('INCR', KEYS[1])
if hits == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return { hits, redis.call('PTTL', KEYS[1]) }
`;

/** Milliseconds in which Redis must respond; after that it counts as unavailable. */
const REDIS_TIMEOUT_MS = 500;
/** Milliseconds between attempts to reconnect, at most. */
const MAX_PAUSE_MS = 2000;

export interface RedisStorageOptions {
  readonly url: string;
  /** What happens to requests while Redis is unavailable. */
  readonly onFailure: 'allow' | 'refuse';
  /** Called when it becomes unavailable, and when it is available again. */
  readonly tell: (state: 'gone' | 'back', error?: Error) => void;
}

/** One count for all replicas, in Redis. */
export class RedisStorage implements ThrottlerStorage, OnModuleInit, OnApplicationShutdown {
  private readonly client: ReturnType<typeof createClient>;
  private isGone = false;

  constructor(private readonly options: RedisStorageOptions) {
    this.client = createClient({
      url: options.url,
      disableOfflineQueue: true,
      socket: {
        connectTimeout: REDIS_TIMEOUT_MS,
        reconnectStrategy: (tries) => Math.min(100 * 2 ** tries, MAX_PAUSE_MS),
      },
    });
    this.client.on('error', (error: Error) => this.noteGone(error));
    this.client.on('ready', () => this.noteBack());
  }

  /** A gateway that is ready has reached Redis, or has waited for the whole timeout. */
  async onModuleInit(): Promise<void> {
    // It becomes available when it is connected; until then it counts as unavailable.
    const reached = this.client.connect().catch((error: unknown) => this.noteGone(error as Error));
    await Promise.race([reached, sleep(REDIS_TIMEOUT_MS)]);
  }

  async increment(key: string, ttl: number, limit: number): Promise<ThrottleRecord> {
    try {
      const [hits, left] = await this.hit(`gateway:rate:${key}`, ttl);
      const seconds = Math.max(1, Math.ceil(left / 1000));
      return { totalHits: hits, timeToExpire: seconds, isBlocked: hits > limit, timeToBlockExpire: seconds };
    } catch (error) {
      this.noteGone(error as Error);
      if (this.options.onFailure === 'refuse')
        throw new ApiError('overloaded_error', 'the gateway cannot count requests at present; please try again', {
          headers: { 'retry-after': '2' },
        });
      return { totalHits: 0, timeToExpire: 0, isBlocked: false, timeToBlockExpire: 0 };
    }
  }

  onApplicationShutdown(): void {
    this.client.destroy();
  }

  private async hit(key: string, ttl: number): Promise<[hits: number, left: number]> {
    const { promise: tooLate, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new Error('Redis does not respond')), REDIS_TIMEOUT_MS);
    try {
      const counted = this.client.eval(HIT, { keys: [key], arguments: [String(ttl)] });
      // Where it settles too late no caller handles its failure.
      counted.catch(() => undefined);
      return (await Promise.race([counted, tooLate])) as [number, number];
    } finally {
      clearTimeout(timer);
    }
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
  }
}

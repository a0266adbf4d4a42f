import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { ThrottlerStorage } from '@nestjs/throttler';
import { ApiError } from '@gateway/protocol';
import type { RedisConnection } from './redis/redis-connection.js';

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

/** What happens to requests while Redis is unavailable. */
type RedisFailure = 'allow' | 'refuse';

/** One count for all replicas, in Redis. */
export class RedisStorage implements ThrottlerStorage, OnModuleInit, OnApplicationShutdown {
  constructor(
    private readonly redis: RedisConnection,
    private readonly onFailure: RedisFailure,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.redis.open();
  }

  async increment(key: string, ttl: number, limit: number): Promise<ThrottleRecord> {
    try {
      const [hits, left] = await this.redis.run<[hits: number, left: number]>(
        HIT,
        [`gateway:rate:${key}`],
        [String(ttl)],
      );
      const seconds = Math.max(1, Math.ceil(left / 1000));
      return { totalHits: hits, timeToExpire: seconds, isBlocked: hits > limit, timeToBlockExpire: seconds };
    } catch {
      if (this.onFailure === 'refuse')
        throw new ApiError('overloaded_error', 'the gateway cannot count requests at present; please try again', {
          headers: { 'retry-after': '2' },
        });
      return { totalHits: 0, timeToExpire: 0, isBlocked: false, timeToBlockExpire: 0 };
    }
  }

  onApplicationShutdown(): void {
    this.redis.close();
  }
}

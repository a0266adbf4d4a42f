import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { RedisConnection } from '../limits/redis/redis-connection.js';
import type { Charge, Entry, Ledger } from './ledger.types.js';

/** ARGV: for each key its limit, what is added, and how long the sum is kept. Returns the exhausted key's place, or 0. */
const ADMIT = `
for i, key in ipairs(KEYS) do
  if tonumber(redis.call('GET', key) or '0') >= tonumber(ARGV[3 * i - 2]) then return i end
end
for i, key in ipairs(KEYS) do
  if ARGV[3 * i - 1] ~= '0' then
    redis.call('INCRBY', key, ARGV[3 * i - 1])
    redis.call('PEXPIRE', key, ARGV[3 * i])
  end
end
return 0
`;

/** KEYS[1] marks the charge as done, for ARGV[1] milliseconds; then for each key what is added, and how long it is kept. */
const CHARGE = `
if not redis.call('SET', KEYS[1], '1', 'NX', 'PX', ARGV[1]) then return 0 end
for i = 2, #KEYS do
  redis.call('INCRBY', KEYS[i], ARGV[2 * i - 2])
  redis.call('PEXPIRE', KEYS[i], ARGV[2 * i - 1])
end
return 1
`;

/** Milliseconds in which a charge whose response was lost is not added twice. */
const MARK_MS = 60 * 60_000;
/** Charges that wait for Redis, at most; the oldest are given up beyond it. */
const MAX_WAITING = 10_000;

/** One set of sums for all replicas, in Redis: one round trip before a request and one after it. */
export class RedisLedger implements Ledger, OnModuleInit, OnApplicationShutdown {
  private readonly waiting = new Map<string, Charge>();

  constructor(private readonly redis: RedisConnection) {
    redis.onBack(() => void this.deliver());
  }

  async onModuleInit(): Promise<void> {
    await this.redis.open();
  }

  async admit(entries: readonly Entry[]): Promise<number | undefined> {
    const keys = entries.map(({ key }) => key);
    const place = await this.redis.run<number>(
      ADMIT,
      keys,
      entries.flatMap(({ limit, add, kept }) => [limit, add, kept].map(String)),
    );
    return place === 0 ? undefined : place - 1;
  }

  async charge(id: string, charge: Charge): Promise<void> {
    this.waiting.set(id, charge);
    const [oldest] = this.waiting.keys();
    if (this.waiting.size > MAX_WAITING && oldest !== undefined) this.waiting.delete(oldest);
    await this.send(id, charge);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.deliver();
    this.redis.close();
  }

  private async send(id: string, charge: Charge): Promise<void> {
    const keys = [`gateway:{budget}:charged:${id}`, ...charge.map(({ key }) => key)];
    const amounts = charge.flatMap(({ add, kept }) => [String(add), String(kept)]);
    try {
      await this.redis.run(CHARGE, keys, [String(MARK_MS), ...amounts]);
      this.waiting.delete(id);
    } catch {
      // The connection has reported it; the charge waits until Redis is back.
    }
  }

  private async deliver(): Promise<void> {
    await Promise.all([...this.waiting].map(([id, charge]) => this.send(id, charge)));
  }
}

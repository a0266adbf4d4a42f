import type { PinoLogger } from 'nestjs-pino';
import type { Channel } from '../../ipc/channel.js';
import type { LimitsSettings } from '../limits/limits.settings.js';
import type { Ledger } from './ledger.types.js';

/** The ledger of these settings: in Redis for several replicas, in the primary for several workers, else here. */
export async function createLedger(
  { REDIS_URL: url, REDIS_FAILURE: onFailure }: LimitsSettings,
  log: PinoLogger,
  primary: Channel | undefined,
): Promise<Ledger> {
  if (url === undefined && primary !== undefined)
    return new (await import('./shared/shared-ledger.js')).SharedLedger(primary);
  if (url === undefined) return new (await import('./memory-ledger.js')).MemoryLedger();
  const [{ RedisLedger }, { RedisConnection }] = await Promise.all([
    import('./redis-ledger.js'),
    import('../limits/redis/redis-connection.js'),
  ]);
  const consequence =
    onFailure === 'allow' ? 'requests are admitted, and counted later' : 'limited requests are refused';
  return new RedisLedger(
    new RedisConnection({
      url,
      tell: (state, err) => {
        if (state === 'back') log.info('Redis is available again: budgets are read');
        else log.error({ err }, `Redis is unavailable, budgets cannot be read: ${consequence}`);
      },
    }),
  );
}

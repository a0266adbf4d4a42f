import type { PinoLogger } from 'nestjs-pino';
import type { LiveSecrets } from '../../config/secrets/live-secrets.js';
import type { Channel } from '../../ipc/channel.js';
import type { LimitsSettings } from '../limits/limits.settings.js';
import type { Ledger } from './ledger.types.js';

/** The ledger of these settings: in Redis for several replicas, in the primary for several workers, else here. */
export async function createLedger(
  settings: LimitsSettings,
  secrets: LiveSecrets,
  log: PinoLogger,
  primary: Channel | undefined,
): Promise<Ledger> {
  if (settings.REDIS_URL === undefined && primary !== undefined)
    return new (await import('./shared/shared-ledger.js')).SharedLedger(primary);
  if (settings.REDIS_URL === undefined) return new (await import('./memory-ledger.js')).MemoryLedger();
  const [{ RedisLedger }, { connectRedis }] = await Promise.all([
    import('./redis-ledger.js'),
    import('../limits/redis/connect-redis.js'),
  ]);
  const consequence =
    settings.REDIS_FAILURE === 'allow' ? 'requests are admitted, and counted later' : 'limited requests are refused';
  const notes = {
    gone: `Redis is unavailable, budgets cannot be read: ${consequence}`,
    back: 'Redis is available again: budgets are read',
  };
  return new RedisLedger(connectRedis(settings, secrets, log, notes));
}

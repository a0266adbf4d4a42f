import { Module } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import type { Channel } from '../../ipc/channel.js';
import { PRIMARY } from '../../ipc/channel.module.js';
import { LiveSecrets } from '../../config/secrets/live-secrets.js';
import { AuthSettings } from '../auth/auth.settings.js';
import { LimitsSettings } from '../limits/limits.settings.js';
import { BudgetsService, LEDGER } from './budgets.service.js';
import type { Ledger } from './ledger.types.js';
import { MemoryLedger } from './memory-ledger.js';
import { SharedLedger } from './shared/shared-ledger.js';

/** Budgets: in Redis for several replicas, in the primary for several workers, else here. */
@Module({
  providers: [
    BudgetsService,
    { provide: LEDGER, inject: [AuthSettings, LimitsSettings, LiveSecrets, PinoLogger, PRIMARY], useFactory: toLedger },
  ],
  exports: [BudgetsService],
})
export class BudgetsModule {}

async function toLedger(
  { AUTH_TOKENS_FILE: file }: AuthSettings,
  settings: LimitsSettings,
  secrets: LiveSecrets,
  log: PinoLogger,
  primary: Channel | undefined,
): Promise<Ledger> {
  const { REDIS_URL: url, REDIS_FAILURE: onFailure } = settings;
  if (url === undefined || file === undefined)
    return primary === undefined ? new MemoryLedger() : new SharedLedger(primary);
  // The client of Redis is loaded only where it may be needed.
  const [{ RedisLedger }, { connectRedis }] = await Promise.all([
    import('./redis-ledger.js'),
    import('../limits/redis/connect-redis.js'),
  ]);
  const consequence =
    onFailure === 'allow' ? 'requests are admitted, and counted later' : 'limited requests are refused';
  const notes = {
    gone: `Redis is unavailable, budgets cannot be read: ${consequence}`,
    back: 'Redis is available again: budgets are read',
  };
  return new RedisLedger(connectRedis(settings, secrets, log, notes));
}

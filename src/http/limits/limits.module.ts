import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { ThrottlerModule, type ThrottlerStorage, ThrottlerStorageService } from '@nestjs/throttler';
import { PinoLogger } from 'nestjs-pino';
import { LiveSecrets } from '../../config/secrets/live-secrets.js';
import { LimitsSettings } from './limits.settings.js';
import type { Channel } from '../../ipc/channel.js';
import { PRIMARY } from '../../ipc/channel.module.js';
import { createCapacity, type ConcurrencyLimiter } from './capacity.js';
import { CapacityGuard, PLACES } from './capacity.guard.js';
import { HeaderCountMiddleware } from './header-count.middleware.js';
import { RateGuard } from './rate.guard.js';
import { SharedConcurrencyLimiter } from './shared/shared-concurrency-limiter.js';
import { SharedStorage } from './shared/shared.storage.js';

const MINUTE = 60_000;

/** Where requests are counted: in Redis for several replicas, in the primary for several workers, else here. */
const STORAGE = Symbol('where requests are counted');

@Module({
  providers: [{ provide: STORAGE, inject: [LimitsSettings, LiveSecrets, PinoLogger, PRIMARY], useFactory: toStorage }],
  exports: [STORAGE],
})
class StorageModule {}

/** Limits on rates and numbers of requests. */
@Module({
  imports: [
    ThrottlerModule.forRootAsync({
      imports: [StorageModule],
      inject: [LimitsSettings, STORAGE],
      useFactory: ({ RATE_LIMIT_PER_MINUTE: limit }: LimitsSettings, storage: ThrottlerStorage) => ({
        throttlers: [{ ttl: MINUTE, limit }],
        storage,
        setHeaders: false,
        skipIf: () => limit === 0,
      }),
    }),
  ],
  providers: [{ provide: PLACES, inject: [LimitsSettings, PRIMARY], useFactory: toPlaces }, CapacityGuard, RateGuard],
  exports: [PLACES, CapacityGuard, RateGuard, ThrottlerModule],
})
export class LimitsModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(HeaderCountMiddleware).forRoutes('{*path}');
  }
}

function toPlaces(settings: LimitsSettings, primary: Channel | undefined): ConcurrencyLimiter {
  const { MAX_CONCURRENT_REQUESTS: total, MAX_CONCURRENT_REQUESTS_PER_TOKEN: perToken } = settings;
  const isLimited = total > 0 || perToken > 0;
  return primary !== undefined && isLimited ? new SharedConcurrencyLimiter(primary) : createCapacity(settings);
}

async function toStorage(
  settings: LimitsSettings,
  secrets: LiveSecrets,
  log: PinoLogger,
  primary: Channel | undefined,
): Promise<ThrottlerStorage> {
  const { REDIS_URL: url, RATE_LIMIT_PER_MINUTE: limit, REDIS_FAILURE: onFailure } = settings;
  if (url === undefined || limit === 0)
    return primary === undefined ? new ThrottlerStorageService() : new SharedStorage(primary);
  // Its client is loaded only where Redis is set: it is a third of the gateway's modules.
  const [{ RedisStorage }, { connectRedis }] = await Promise.all([
    import('./redis.storage.js'),
    import('./redis/connect-redis.js'),
  ]);
  const notes = {
    gone: `Redis is unavailable: requests are ${onFailure === 'allow' ? 'not counted' : 'refused'}`,
    back: 'Redis is available again',
  };
  return new RedisStorage(connectRedis(settings, secrets, log, notes), onFailure);
}

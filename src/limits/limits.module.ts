import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { ThrottlerModule, ThrottlerStorageService } from '@nestjs/throttler';
import { PinoLogger } from 'nestjs-pino';
import { HouseSettings } from '../config/house.settings.js';
import { CapacityGuard } from './capacity.guard.js';
import { HeaderCountMiddleware } from './header-count.middleware.js';
import { RateGuard } from './rate.guard.js';
import { RedisStorage } from './redis.storage.js';

const MINUTE = 60_000;

/** Where requests are counted: in Redis for several replicas, else here. */
const STORAGE = Symbol('where requests are counted');

@Module({
  providers: [{ provide: STORAGE, inject: [HouseSettings, PinoLogger], useFactory: toStorage }],
  exports: [STORAGE],
})
class StorageModule {}

/** Who has to wait, and who has to come again: rates and numbers of requests. */
@Module({
  imports: [
    ThrottlerModule.forRootAsync({
      imports: [StorageModule],
      inject: [HouseSettings, STORAGE],
      useFactory: (
        { RATE_LIMIT_PER_MINUTE: limit }: HouseSettings,
        storage: RedisStorage | ThrottlerStorageService,
      ) => ({
        throttlers: [{ ttl: MINUTE, limit }],
        storage,
        setHeaders: false,
        skipIf: () => limit === 0,
      }),
    }),
  ],
  providers: [CapacityGuard, RateGuard],
  exports: [CapacityGuard, RateGuard, ThrottlerModule],
})
export class LimitsModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(HeaderCountMiddleware).forRoutes('{*path}');
  }
}

function toStorage(settings: HouseSettings, log: PinoLogger): RedisStorage | ThrottlerStorageService {
  const { REDIS_URL: url, RATE_LIMIT_PER_MINUTE: limit, REDIS_FAILURE: onFailure } = settings;
  if (url === undefined || limit === 0) return new ThrottlerStorageService();
  return new RedisStorage({
    url,
    onFailure,
    tell: (state, err) => {
      if (state === 'back') log.info('Redis is back');
      else log.error({ err }, `Redis is gone: requests are ${onFailure === 'allow' ? 'not counted' : 'refused'}`);
    },
  });
}

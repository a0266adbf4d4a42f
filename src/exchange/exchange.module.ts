import { Global, type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { ExchangeFeed } from './exchange.feed.js';
import { WatchMiddleware } from './watch.middleware.js';

/** One feed for all who watch. */
@Global()
@Module({ providers: [ExchangeFeed], exports: [ExchangeFeed] })
export class ExchangeModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(WatchMiddleware).forRoutes('{*path}');
  }
}

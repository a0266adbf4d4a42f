import { Global, type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { ExchangeFeed } from './exchange.feed.js';
import { InternalErrors } from './internal-errors.js';
import { WatchMiddleware } from './watch.middleware.js';

/** One feed for all observers, and one count of what fails in them. */
@Global()
@Module({ providers: [ExchangeFeed, InternalErrors], exports: [ExchangeFeed, InternalErrors] })
export class ExchangeModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(WatchMiddleware).forRoutes('{*path}');
  }
}

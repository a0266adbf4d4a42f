import { Global, type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { RequestFeed } from './request.feed.js';
import { InternalErrors } from './internal-errors.js';
import { ObserveMiddleware } from './observe.middleware.js';

/** One feed for all observers, and one count of what fails in them. */
@Global()
@Module({ providers: [RequestFeed, InternalErrors], exports: [RequestFeed, InternalErrors] })
export class ContextModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(ObserveMiddleware).forRoutes('{*path}');
  }
}

import { Global, type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { RequestFeed } from './request.feed.js';
import { InternalErrors } from './internal-errors.js';
import { ObserveMiddleware } from './observe.middleware.js';
import { PropagatedHeaders } from './propagated-headers.js';

/** One feed for all observers, one count of their failures, and the headers of the current trace. */
@Global()
@Module({
  providers: [RequestFeed, InternalErrors, PropagatedHeaders],
  exports: [RequestFeed, InternalErrors, PropagatedHeaders],
})
export class ContextModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(ObserveMiddleware).forRoutes('{*path}');
  }
}

import { Global, type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { RequestFeed } from './request.feed.js';
import { InternalErrors } from './internal-errors.js';
import { ObserveMiddleware } from './observe.middleware.js';
import { RequestCosts } from './request-costs.js';
import { PropagatedHeaders } from './propagated-headers.js';

/** One feed for all observers, one count of their failures, the headers of the current trace, and the port to the prices. */
@Global()
@Module({
  providers: [RequestFeed, InternalErrors, PropagatedHeaders, RequestCosts],
  exports: [RequestFeed, InternalErrors, PropagatedHeaders, RequestCosts],
})
export class ContextModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(ObserveMiddleware).forRoutes('{*path}');
  }
}

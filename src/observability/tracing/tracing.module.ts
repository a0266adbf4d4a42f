import { Global, type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { TraceMiddleware } from './trace.middleware.js';
import { TracingService } from './tracing.service.js';

@Global()
@Module({ providers: [TracingService], exports: [TracingService] })
export class TracingModule implements NestModule {
  constructor(private readonly tracing: TracingService) {}

  configure(consumer: MiddlewareConsumer): void {
    if (this.tracing.isOn) consumer.apply(TraceMiddleware).forRoutes('v1/messages{/*path}');
  }
}

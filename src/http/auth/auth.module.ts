import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { BearerGuard } from './bearer.guard.js';
import { ForeignPageMiddleware } from './foreign-page.middleware.js';
import { InboundTokenService } from './inbound-token.service.js';

@Module({
  providers: [InboundTokenService, { provide: APP_GUARD, useClass: BearerGuard }],
  exports: [InboundTokenService],
})
export class AuthModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(ForeignPageMiddleware).forRoutes('{*path}');
  }
}

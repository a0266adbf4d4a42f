import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { PinoLogger } from 'nestjs-pino';
import { UpstreamContext } from '../../transport/upstream.context.js';
import { UpstreamModule } from '../../transport/upstream.module.js';
import { BearerGuard } from './bearer.guard.js';
import { ForeignPageMiddleware } from './foreign-page.middleware.js';
import { InboundTokenService, JWT_VERIFIER } from './inbound-token.service.js';
import { createJwtVerifier } from './jwt/create-jwt-verifier.js';
import type { JwtVerifier } from './jwt/jwt-verifier.js';
import { JwtSettings } from './jwt/jwt.settings.js';

@Module({
  imports: [UpstreamModule],
  providers: [
    {
      provide: JWT_VERIFIER,
      inject: [JwtSettings, UpstreamContext, PinoLogger],
      useFactory: (
        settings: JwtSettings,
        { fetch }: UpstreamContext,
        log: PinoLogger,
      ): Promise<JwtVerifier | undefined> => createJwtVerifier(settings, fetch, log),
    },
    InboundTokenService,
    { provide: APP_GUARD, useClass: BearerGuard },
  ],
  exports: [InboundTokenService],
})
export class AuthModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(ForeignPageMiddleware).forRoutes('{*path}');
  }
}

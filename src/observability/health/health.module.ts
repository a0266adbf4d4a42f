import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { AuthModule } from '../../http/auth/auth.module.js';
import { RoutingModule } from '../../routing/models/routing.module.js';
import { HealthController } from './health.controller.js';
import { ProviderHealthService } from './provider-health.service.js';

@Module({
  imports: [TerminusModule.forRoot({ logger: false }), RoutingModule, AuthModule],
  controllers: [HealthController],
  providers: [ProviderHealthService],
  exports: [ProviderHealthService],
})
export class HealthModule {}

import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { AuthModule } from '../../http/auth/auth.module.js';
import { ModelsModule } from '../../http/models/models.module.js';
import { HealthController } from './health.controller.js';
import { ProviderHealthService } from './provider-health.service.js';

@Module({
  imports: [TerminusModule.forRoot({ logger: false }), ModelsModule, AuthModule],
  controllers: [HealthController],
  providers: [ProviderHealthService],
  exports: [ProviderHealthService],
})
export class HealthModule {}

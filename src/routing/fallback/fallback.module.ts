import { Module } from '@nestjs/common';
import { MetricsModule } from '../../observability/metrics/metrics.module.js';
import { ModelsModule } from '../../http/models/models.module.js';
import { CircuitsService } from './circuits.service.js';
import { FallbackService } from './fallback.service.js';

@Module({
  imports: [ModelsModule, MetricsModule],
  providers: [FallbackService, CircuitsService],
  exports: [FallbackService],
})
export class FallbackModule {}

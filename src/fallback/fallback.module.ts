import { Module } from '@nestjs/common';
import { MetricsModule } from '../metrics/metrics.module.js';
import { ModelsModule } from '../models/models.module.js';
import { CircuitsService } from './circuits.service.js';
import { FallbackService } from './fallback.service.js';

@Module({
  imports: [ModelsModule, MetricsModule],
  providers: [FallbackService, CircuitsService],
  exports: [FallbackService],
})
export class FallbackModule {}

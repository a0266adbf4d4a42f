import { Module } from '@nestjs/common';
import { CostModule } from '../cost/cost.module.js';
import { ModelsModule } from '../models/models.module.js';
import { MetricsController } from './metrics.controller.js';
import { MetricsServer } from './metrics.server.js';
import { MetricsService } from './metrics.service.js';

@Module({
  imports: [ModelsModule, CostModule],
  controllers: [MetricsController],
  providers: [MetricsService, MetricsServer],
})
export class MetricsModule {}

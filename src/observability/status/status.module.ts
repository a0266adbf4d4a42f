import { Module } from '@nestjs/common';
import { AuthModule } from '../../http/auth/auth.module.js';
import { CostModule } from '../cost/cost.module.js';
import { HealthModule } from '../health/health.module.js';
import { ModelsModule } from '../../http/models/models.module.js';
import { PageController } from './page.controller.js';
import { RecordFeed } from './record.feed.js';
import { StatusController } from './status.controller.js';
import { StatusService } from './status.service.js';

@Module({
  imports: [AuthModule, CostModule, HealthModule, ModelsModule],
  controllers: [PageController, StatusController],
  providers: [RecordFeed, StatusService],
})
export class StatusModule {}

import { Module } from '@nestjs/common';
import { AuthModule } from '../../http/auth/auth.module.js';
import { CostModule } from '../cost/cost.module.js';
import { HealthModule } from '../health/health.module.js';
import { RoutingModule } from '../../routing/models/routing.module.js';
import { UpstreamModule } from '../../transport/upstream.module.js';
import { PageController } from './page.controller.js';
import { RecordFeed } from './record.feed.js';
import { StatusController } from './status.controller.js';
import { StatusService } from './status.service.js';

@Module({
  imports: [AuthModule, CostModule, HealthModule, RoutingModule, UpstreamModule],
  controllers: [PageController, StatusController],
  providers: [RecordFeed, StatusService],
})
export class StatusModule {}

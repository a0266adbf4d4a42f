import { Module } from '@nestjs/common';
import { AuthModule } from '../../http/auth/auth.module.js';
import { ChecksModule } from '../checks/checks.module.js';
import { CostModule } from '../cost/cost.module.js';
import { HealthModule } from '../health/health.module.js';
import { FallbackModule } from '../../routing/fallback/fallback.module.js';
import { RoutingModule } from '../../routing/models/routing.module.js';
import { UpstreamModule } from '../../transport/upstream.module.js';
import { FiguresService } from './figures.service.js';
import { LiveFiguresService } from './live/live-figures.service.js';
import { PageController } from './page.controller.js';
import { RecordFeed } from './records/record.feed.js';
import { StatusController } from './status.controller.js';
import { StatusService } from './status.service.js';

@Module({
  imports: [AuthModule, ChecksModule, CostModule, FallbackModule, HealthModule, RoutingModule, UpstreamModule],
  controllers: [PageController, StatusController],
  providers: [FiguresService, LiveFiguresService, RecordFeed, StatusService],
})
export class StatusModule {}

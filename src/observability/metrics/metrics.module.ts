import { Module } from '@nestjs/common';
import { CachingModule } from '../../http/caching/caching.module.js';
import { CostModule } from '../cost/cost.module.js';
import { FallbackModule } from '../../routing/fallback/fallback.module.js';
import { RoutingModule } from '../../routing/models/routing.module.js';
import type { Channel } from '../../ipc/channel.js';
import { PRIMARY } from '../../ipc/channel.module.js';
import { UpstreamModule } from '../../transport/upstream.module.js';
import { MetricsController } from './metrics.controller.js';
import { MetricsPage } from './metrics-page.js';
import { MetricsServer } from './metrics.server.js';
import { MetricsService } from './metrics.service.js';
import { SharedPage } from './shared/shared-page.js';

@Module({
  imports: [RoutingModule, FallbackModule, CostModule, UpstreamModule, CachingModule],
  controllers: [MetricsController],
  providers: [
    MetricsService,
    {
      provide: MetricsPage,
      inject: [MetricsService, PRIMARY],
      useFactory: (own: MetricsService, primary: Channel | undefined): MetricsPage =>
        primary === undefined ? own : new SharedPage(own, primary),
    },
    MetricsServer,
  ],
  exports: [MetricsService],
})
export class MetricsModule {}

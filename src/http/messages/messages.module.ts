import { Module } from '@nestjs/common';
import { FallbackModule } from '../../routing/fallback/fallback.module.js';
import { BudgetsModule } from '../budgets/budgets.module.js';
import { UpstreamModule } from '../../transport/upstream.module.js';
import { CachingModule } from '../caching/caching.module.js';
import { LimitsModule } from '../limits/limits.module.js';
import { RoutingModule } from '../../routing/models/routing.module.js';
import { ExplainController } from './explain.controller.js';
import { MessagesController } from './messages.controller.js';

@Module({
  imports: [BudgetsModule, CachingModule, FallbackModule, LimitsModule, RoutingModule, UpstreamModule],
  controllers: [MessagesController, ExplainController],
})
export class MessagesModule {}

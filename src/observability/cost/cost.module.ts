import { Module, type OnModuleInit } from '@nestjs/common';
import { RequestCosts } from '../../context/request-costs.js';
import { CostService } from './cost.service.js';

/** The prices, also for the budgets of the room below. */
@Module({ providers: [CostService], exports: [CostService] })
export class CostModule implements OnModuleInit {
  constructor(
    private readonly service: CostService,
    private readonly costs: RequestCosts,
  ) {}

  onModuleInit(): void {
    this.costs.of = (request) => this.service.of(request);
  }
}

import { Controller, Get, UseFilters } from '@nestjs/common';
import { HealthCheckService, HealthIndicatorService, type HealthCheckResult } from '@nestjs/terminus';
import { Open } from '../auth/open.decorator.js';
import { ModelsService } from '../models/models.service.js';
import { HealthFilter } from './health.filter.js';

/** For whoever asks whether somebody is there: Claude Code at its start, load balancers, orchestrators. */
@Open(true)
@UseFilters(HealthFilter)
@Controller()
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicator: HealthIndicatorService,
    private readonly models: ModelsService,
  ) {}

  @Get(['', 'api/hello', 'health', 'health/live'])
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** 503 from the moment the gateway is told to stop. */
  @Get('health/ready')
  ready(): Promise<HealthCheckResult> {
    return this.health.check([() => this.indicator.check('provider').up({ name: this.models.preferred.card.name })]);
  }
}

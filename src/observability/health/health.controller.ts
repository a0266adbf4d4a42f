import { Controller, Get, Req, UseFilters } from '@nestjs/common';
import { HealthCheckService, HealthIndicatorService, type HealthCheckResult } from '@nestjs/terminus';
import type { Request } from 'express';
import { InboundTokenService } from '../../http/auth/inbound-token.service.js';
import { Open } from '../../http/auth/open.decorator.js';
import { DrainService } from '../../http/drain/drain.service.js';
import { ModelsService } from '../../routing/models/models.service.js';
import { HealthFilter } from './health.filter.js';
import { type ProviderHealth, ProviderHealthService } from './provider-health.service.js';

interface Health {
  readonly status: 'ok' | 'stopping';
  readonly preferred?: string;
  readonly providers?: Readonly<Record<string, ProviderHealth>>;
}

/** Health checks of Claude Code at its start, load balancers and orchestrators. */
@Open(true)
@UseFilters(HealthFilter)
@Controller()
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicator: HealthIndicatorService,
    private readonly models: ModelsService,
    private readonly drain: DrainService,
    private readonly token: InboundTokenService,
    private readonly providers: ProviderHealthService,
  ) {}

  /**
   * Any response means alive, also while the gateway drains: a restart would cut the streams that it waits for. It
   * also means started: the gateway listens only when everything else is ready.
   */
  @Get(['api/hello', 'health/live', 'health/startup'])
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** With the token also the health of the providers. Always 200: a provider's failure is none of the gateway. */
  @Get('health')
  detail(@Req() { headers }: Request): Health {
    const status = this.drain.isDraining && !this.drain.isReplaced ? 'stopping' : 'ok';
    if (this.token.check(headers) !== 'right') return { status };
    return { status, preferred: this.models.preferred.manifest.name, providers: this.providers.providers };
  }

  /** 503 from the moment the gateway starts to stop; not where only this worker is replaced. */
  @Get('health/ready')
  ready(): Promise<HealthCheckResult> | { status: 'ok' } {
    // Terminus would report that it is shutting down.
    if (this.drain.isReplaced) return this.live();
    const gateway = this.indicator.check('gateway');
    return this.health.check([
      () => (this.drain.isDraining ? gateway.down('stopping') : gateway.up()),
      () => this.indicator.check('provider').up({ name: this.models.preferred.manifest.name }),
    ]);
  }
}

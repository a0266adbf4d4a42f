import { type DynamicModule, Module, type Type } from '@nestjs/common';
import type { ProviderPlugin } from '@gateway/provider-kit';
import type { Environment } from '../../config/environment.types.js';
import { readSettings } from '../../app/read-settings.js';
import { CatalogueModule } from '../../catalogue/catalogue.module.js';
import { ContextModule } from '../../context/context.module.js';
import { BudgetsCoordinator } from '../../http/budgets/shared/budgets-coordinator.js';
import { LimitsCoordinator } from '../../http/limits/shared/limits-coordinator.js';
import { AuditCollector } from '../../observability/audit/audit.collector.js';
import { LoggingModule } from '../../observability/logging/logging.module.js';
import { MetricsPage } from '../../observability/metrics/metrics-page.js';
import { MetricsServer } from '../../observability/metrics/metrics.server.js';
import { MetricsAggregator } from '../../observability/metrics/shared/metrics-aggregator.js';
import { StatusAggregator } from '../../observability/status/shared/status-aggregator.js';
import { ChannelModule } from '../../ipc/channel.module.js';
import { Supervisor } from './supervisor.service.js';

/** The primary serves no requests. It owns what must exist once: log file, limits and the sum of the metrics. */
@Module({})
export class PrimaryModule {
  /** @throws SettingsError that lists every mistake in the environment */
  static async forRoot(plugins: readonly Type<ProviderPlugin>[], environment: Environment): Promise<DynamicModule> {
    const { modules } = await readSettings(plugins, environment);
    return {
      module: PrimaryModule,
      imports: [...modules, CatalogueModule, ChannelModule, ContextModule, LoggingModule],
      providers: [
        Supervisor,
        LimitsCoordinator,
        BudgetsCoordinator,
        MetricsAggregator,
        StatusAggregator,
        AuditCollector,
        { provide: MetricsPage, useExisting: MetricsAggregator },
        MetricsServer,
      ],
    };
  }
}

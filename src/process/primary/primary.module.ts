import { type DynamicModule, Module, type Type } from '@nestjs/common';
import type { ProviderPlugin } from '@gateway/provider-kit';
import type { Environment } from '../../config/read-environment.js';
import { SettingsModule } from '../../app/settings.module.js';
import { ExchangeModule } from '../../context/exchange.module.js';
import { LimitsDesk } from '../../http/limits/shared/limits.desk.js';
import { LoggingModule } from '../../observability/logging/logging.module.js';
import { MetricsPage } from '../../observability/metrics/metrics-page.js';
import { MetricsServer } from '../../observability/metrics/metrics.server.js';
import { MetricsDesk } from '../../observability/metrics/shared/metrics.desk.js';
import { nameUpstreams } from '../../routing/registry/named/name-upstreams.js';
import { RecordsDesk } from '../../observability/status/shared/records.desk.js';
import { ChannelModule } from '../../ipc/channel.module.js';
import { Supervisor } from './supervisor.service.js';

/** The primary: it answers no request, and has what there must be one of, log file, limits and the sum of metrics. */
@Module({})
export class PrimaryModule {
  /** @throws SettingsError that lists every mistake in the environment */
  static async forRoot(plugins: readonly Type<ProviderPlugin>[], environment: Environment): Promise<DynamicModule> {
    const named = nameUpstreams(plugins, environment);
    const settings = await SettingsModule.forRoot([...plugins, ...named.plugins], environment, named.mistakes);
    return {
      module: PrimaryModule,
      imports: [settings, ChannelModule, ExchangeModule, LoggingModule],
      providers: [
        Supervisor,
        LimitsDesk,
        MetricsDesk,
        RecordsDesk,
        { provide: MetricsPage, useExisting: MetricsDesk },
        MetricsServer,
      ],
    };
  }
}

import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import type { ProviderPlugin } from '@gateway/provider-kit';
import { AuthModule } from './auth/auth.module.js';
import type { Environment } from './config/read-environment.js';
import { SettingsModule } from './config/settings.module.js';
import { DrainModule } from './drain/drain.module.js';
import { ErrorFilter } from './errors/error.filter.js';
import { ExchangeModule } from './exchange/exchange.module.js';
import { HealthModule } from './health/health.module.js';
import { LoggingModule } from './logging/logging.module.js';
import { StartLogService } from './logging/start-log.service.js';
import { MessagesModule } from './messages/messages.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { ModelsModule } from './models/models.module.js';
import { nameUpstreams } from './registry/named/name-upstreams.js';
import { RegistryModule } from './registry/registry.module.js';
import { StatusModule } from './status/status.module.js';
import { TracingModule } from './tracing/tracing.module.js';
import { ChannelModule } from './workers/channel.module.js';

@Module({})
export class AppModule {
  /** @throws SettingsError that lists every mistake in the environment */
  static async forRoot(plugins: readonly Type<ProviderPlugin>[], environment: Environment): Promise<DynamicModule> {
    const named = nameUpstreams(plugins, environment);
    const all = [...plugins, ...named.plugins];
    return {
      module: AppModule,
      imports: [
        await SettingsModule.forRoot(all, environment, named.mistakes),
        ChannelModule,
        LoggingModule,
        ExchangeModule,
        AuthModule,
        DrainModule,
        TracingModule,
        RegistryModule.forRoot(all),
        ModelsModule,
        MessagesModule,
        HealthModule,
        MetricsModule,
        StatusModule,
      ],
      providers: [{ provide: APP_FILTER, useClass: ErrorFilter }, StartLogService],
    };
  }
}

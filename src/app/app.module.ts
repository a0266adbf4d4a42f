import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import type { ProviderPlugin } from '@gateway/provider-kit';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { AuthModule } from '../http/auth/auth.module.js';
import type { Environment } from '../config/environment.types.js';
import { readSettings } from './read-settings.js';
import { DrainModule } from '../http/drain/drain.module.js';
import { ErrorFilter } from '../http/errors/error.filter.js';
import { ContextModule } from '../context/context.module.js';
import { AuditModule } from '../observability/audit/audit.module.js';
import { HealthModule } from '../observability/health/health.module.js';
import { LoggingModule } from '../observability/logging/logging.module.js';
import { StartLogService } from '../observability/logging/start-log.service.js';
import { MessagesModule } from '../http/messages/messages.module.js';
import { MetricsModule } from '../observability/metrics/metrics.module.js';
import { OpenApiModule } from '../http/openapi/openapi.module.js';
import { ModelsModule } from '../http/models/models.module.js';
import { RoutingModule } from '../routing/models/routing.module.js';
import { PoolsModule } from '../routing/pools/pools.module.js';
import { readPools } from '../routing/pools/read-pools.js';
import { RegistryModule } from '../routing/registry/registry.module.js';
import { StatusModule } from '../observability/status/status.module.js';
import { TracingModule } from '../observability/tracing/tracing.module.js';
import { ChannelModule } from '../ipc/channel.module.js';

@Module({})
export class AppModule {
  /** @throws SettingsError that lists every mistake in the environment */
  static async forRoot(plugins: readonly Type<ProviderPlugin>[], environment: Environment): Promise<DynamicModule> {
    const settings = await readSettings(plugins, environment);
    return {
      module: AppModule,
      imports: [
        ...settings.modules,
        ChannelModule,
        CatalogueModule,
        LoggingModule,
        ContextModule,
        AuthModule,
        DrainModule,
        TracingModule,
        RegistryModule.forRoot(settings.plugins),
        PoolsModule.forRoot(readPools(environment).pools),
        RoutingModule,
        ModelsModule,
        MessagesModule,
        OpenApiModule,
        HealthModule,
        MetricsModule,
        StatusModule,
        AuditModule,
      ],
      providers: [{ provide: APP_FILTER, useClass: ErrorFilter }, StartLogService],
    };
  }
}

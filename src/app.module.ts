import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import type { ProviderPlugin } from '@gateway/provider-kit';
import { BearerGuard } from './auth/bearer.guard.js';
import type { Environment } from './config/read-environment.js';
import { SettingsModule } from './config/settings.module.js';
import { ErrorFilter } from './errors/error.filter.js';
import { HealthModule } from './health/health.module.js';
import { LoggingModule } from './logging/logging.module.js';
import { StartLogService } from './logging/start-log.service.js';
import { MessagesModule } from './messages/messages.module.js';
import { ModelsModule } from './models/models.module.js';
import { RegistryModule } from './registry/registry.module.js';
import { StopService } from './stop.service.js';

@Module({})
export class AppModule {
  /** @throws SettingsError that lists every mistake in the environment */
  static async forRoot(plugins: readonly Type<ProviderPlugin>[], environment: Environment): Promise<DynamicModule> {
    return {
      module: AppModule,
      imports: [
        await SettingsModule.forRoot(plugins, environment),
        LoggingModule,
        RegistryModule.forRoot(plugins),
        ModelsModule,
        MessagesModule,
        HealthModule,
      ],
      providers: [
        { provide: APP_GUARD, useClass: BearerGuard },
        { provide: APP_FILTER, useClass: ErrorFilter },
        StartLogService,
        StopService,
      ],
    };
  }
}

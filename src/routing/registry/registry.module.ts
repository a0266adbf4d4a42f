import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { ProviderPlugin } from '@gateway/provider-kit';
import { UpstreamModule } from '../../transport/upstream.module.js';
import { ProviderRegistry } from './provider.registry.js';

@Module({})
export class RegistryModule {
  static forRoot(plugins: readonly Type<ProviderPlugin>[]): DynamicModule {
    return {
      module: RegistryModule,
      global: true,
      imports: [DiscoveryModule, UpstreamModule],
      providers: [...plugins, ProviderRegistry],
      exports: [ProviderRegistry],
    };
  }
}

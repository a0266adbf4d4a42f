import { type DynamicModule, Module } from '@nestjs/common';
import { ProviderRegistry } from '../registry/provider.registry.js';
import { PoolsService } from './pools.service.js';
import type { DeclaredPool } from './read-pools.js';

/** The pools that the environment declares; without any nothing of them is loaded. */
@Module({})
export class PoolsModule {
  static forRoot(declared: readonly DeclaredPool[]): DynamicModule {
    const create = async (registry: ProviderRegistry): Promise<PoolsService> => {
      const service = await import('./declared-pools.service.js');
      return new service.DeclaredPoolsService(declared, registry);
    };
    return {
      module: PoolsModule,
      global: true,
      providers: [
        declared.length === 0
          ? PoolsService
          : { provide: PoolsService, inject: [ProviderRegistry], useFactory: create },
      ],
      exports: [PoolsService],
    };
  }
}

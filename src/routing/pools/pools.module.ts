import { type DynamicModule, Module } from '@nestjs/common';
import { DECLARED_POOLS, PoolsService } from './pools.service.js';
import type { DeclaredPool } from './read-pools.js';

/** The pools that the environment declares; none, and then nothing of them runs. */
@Module({})
export class PoolsModule {
  static forRoot(declared: readonly DeclaredPool[]): DynamicModule {
    return {
      module: PoolsModule,
      global: true,
      providers: [{ provide: DECLARED_POOLS, useValue: declared }, PoolsService],
      exports: [PoolsService],
    };
  }
}

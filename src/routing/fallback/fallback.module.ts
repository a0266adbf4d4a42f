import { Module } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { RoutingModule } from '../models/routing.module.js';
import { PoolService } from '../pools/pool.service.js';
import { PoolsService } from '../pools/pools.service.js';
import { CircuitsService } from './circuits.service.js';
import { FallbackService } from './fallback.service.js';

@Module({
  imports: [RoutingModule],
  providers: [
    FallbackService,
    CircuitsService,
    { provide: PoolService, inject: [PoolsService, CircuitsService, PinoLogger], useFactory: toPoolService },
  ],
  exports: [FallbackService, CircuitsService, PoolService],
})
export class FallbackModule {}

async function toPoolService(pools: PoolsService, circuits: CircuitsService, log: PinoLogger): Promise<PoolService> {
  if (!pools.areDeclared) return new PoolService();
  const service = await import('../pools/placing-pool.service.js');
  return new service.PlacingPoolService(pools, circuits, log);
}

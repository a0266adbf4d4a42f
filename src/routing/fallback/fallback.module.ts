import { Module } from '@nestjs/common';
import { RoutingModule } from '../models/routing.module.js';
import { PoolService } from '../pools/pool.service.js';
import { CircuitsService } from './circuits.service.js';
import { FallbackService } from './fallback.service.js';

@Module({
  imports: [RoutingModule],
  providers: [FallbackService, CircuitsService, PoolService],
  exports: [FallbackService, CircuitsService, PoolService],
})
export class FallbackModule {}

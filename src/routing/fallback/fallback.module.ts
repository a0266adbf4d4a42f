import { Module } from '@nestjs/common';
import { RoutingModule } from '../models/routing.module.js';
import { CircuitsService } from './circuits.service.js';
import { FallbackService } from './fallback.service.js';

@Module({
  imports: [RoutingModule],
  providers: [FallbackService, CircuitsService],
  exports: [FallbackService, CircuitsService],
})
export class FallbackModule {}

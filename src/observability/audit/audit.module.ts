import { Module } from '@nestjs/common';
import { CostModule } from '../cost/cost.module.js';
import { AuditService } from './audit.service.js';

@Module({ imports: [CostModule], providers: [AuditService] })
export class AuditModule {}

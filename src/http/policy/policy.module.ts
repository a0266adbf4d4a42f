import { Module } from '@nestjs/common';
import { UpstreamModule } from '../../transport/upstream.module.js';
import { PolicyService } from './policy.service.js';

@Module({ imports: [UpstreamModule], providers: [PolicyService], exports: [PolicyService] })
export class PolicyModule {}

import { Module } from '@nestjs/common';
import { AuthModule } from '../../http/auth/auth.module.js';
import { RoutingModule } from '../../routing/models/routing.module.js';
import { UpstreamModule } from '../../transport/upstream.module.js';
import { CheckService } from './check.service.js';
import { ChecksController } from './checks.controller.js';

/** The checks of the command `doctor` and of the status page. */
@Module({
  imports: [AuthModule, RoutingModule, UpstreamModule],
  controllers: [ChecksController],
  providers: [CheckService],
  exports: [CheckService],
})
export class ChecksModule {}

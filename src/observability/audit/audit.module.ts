import { Module } from '@nestjs/common';
import { RequestFeed } from '../../context/request.feed.js';
import type { Channel } from '../../ipc/channel.js';
import { PRIMARY } from '../../ipc/channel.module.js';
import { CostService } from '../cost/cost.service.js';
import { CostModule } from '../cost/cost.module.js';
import type { AuditService } from './audit.service.js';
import { AuditSettings } from './audit.settings.js';

/** Writes the audit; undefined where none is configured, and then nothing of it is loaded. */
const AUDIT = Symbol('the audit');

@Module({
  imports: [CostModule],
  providers: [{ provide: AUDIT, inject: [AuditSettings, RequestFeed, CostService, PRIMARY], useFactory: toAudit }],
})
export class AuditModule {}

async function toAudit(
  settings: AuditSettings,
  feed: RequestFeed,
  costs: CostService,
  primary: Channel | undefined,
): Promise<AuditService | undefined> {
  if (settings.AUDIT_LOG_FILE === undefined) return undefined;
  const service = await import('./audit.service.js');
  return new service.AuditService(settings, feed, costs, primary);
}

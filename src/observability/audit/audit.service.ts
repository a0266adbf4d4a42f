import type { OnApplicationShutdown } from '@nestjs/common';
import type { RequestFeed } from '../../context/request.feed.js';
import type { Channel } from '../../ipc/channel.js';
import type { CostService } from '../cost/cost.service.js';
import type { AuditSettings } from './audit.settings.js';
import { type AuditOutput, openAuditOutput } from './open-audit-output.js';
import { toAuditRecord } from './to-audit-record.js';
import { AUDIT_LINE } from './topics.js';

/** Writes a record for each request to a model when it has ended. */
export class AuditService implements OnApplicationShutdown {
  private readonly output: AuditOutput | undefined;

  constructor(settings: AuditSettings, feed: RequestFeed, costs: CostService, primary: Channel | undefined) {
    this.output = primary === undefined ? openAuditOutput(settings) : toPrimary(primary);
    feed.ended.add('audit', (ended) => {
      const { requestContext } = ended.response.locals;
      const record = toAuditRecord(ended, costs.of(requestContext), costs.of(requestContext.judgement ?? {}));
      if (record !== undefined) this.output?.write(`${JSON.stringify(record)}\n`);
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.output?.end();
  }
}

function toPrimary(primary: Channel): AuditOutput {
  return { write: (line) => primary.notify(AUDIT_LINE, line), end: () => Promise.resolve() };
}

import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Channel } from '../../ipc/channel.js';
import { AuditSettings } from './audit.settings.js';
import { type AuditOutput, openAuditOutput } from './open-audit-output.js';
import { AUDIT_LINE } from './topics.js';

/** In the primary: writes the records of all workers. */
@Injectable()
export class AuditCollector implements OnApplicationShutdown {
  private readonly output: AuditOutput | undefined;

  constructor(settings: AuditSettings) {
    this.output = openAuditOutput(settings);
  }

  serve(worker: Channel): void {
    worker.handle(AUDIT_LINE, (line: string) => this.output?.write(line));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.output?.end();
  }
}

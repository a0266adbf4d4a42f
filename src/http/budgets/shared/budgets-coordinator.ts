import { Injectable } from '@nestjs/common';
import type { Channel } from '../../../ipc/channel.js';
import { MemoryLedger } from '../memory-ledger.js';
import { ADMIT, type AdmitArguments, CHARGE, type ChargeArguments } from './topics.js';

/** In the primary: keeps the sums of all workers together. They outlive a worker, and end with the primary. */
@Injectable()
export class BudgetsCoordinator {
  private readonly ledger = new MemoryLedger();

  serve(worker: Channel): void {
    worker.handle(ADMIT, async (entries: AdmitArguments) => (await this.ledger.admit(entries)) ?? null);
    worker.handle(CHARGE, ([id, charge]: ChargeArguments) => this.ledger.charge(id, charge));
  }
}

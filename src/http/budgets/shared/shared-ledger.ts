import type { Channel } from '../../../ipc/channel.js';
import type { Charge, Entry, Ledger } from '../ledger.types.js';
import { ADMIT, CHARGE } from './topics.js';

/** A worker's view of the one ledger that the primary keeps for all workers. */
export class SharedLedger implements Ledger {
  constructor(private readonly primary: Channel) {}

  async admit(entries: readonly Entry[]): Promise<number | undefined> {
    return (await this.primary.request<number | null>(ADMIT, entries)) ?? undefined;
  }

  async charge(id: string, charge: Charge): Promise<void> {
    await this.primary.request(CHARGE, [id, charge]);
  }
}

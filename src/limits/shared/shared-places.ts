import type { Channel } from '../../workers/channel.js';
import { noPlace, type Places } from '../capacity.js';
import { ENTER, LEAVE } from './topics.js';

/** A worker's view of the places that the primary gives out to all workers. */
export class SharedPlaces implements Places {
  constructor(private readonly primary: Channel) {}

  async enter(token: string, signal: AbortSignal): Promise<void> {
    if (!(await this.primary.ask<boolean>(ENTER, token, signal))) throw noPlace();
  }

  leave(token: string): void {
    this.primary.tell(LEAVE, token);
  }
}

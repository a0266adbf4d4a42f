import type { Channel } from '../../../ipc/channel.js';
import { noPlace, type ConcurrencyLimiter } from '../capacity.js';
import { ACQUIRE, type PlaceArguments, RELEASE } from './topics.js';

/** A worker's view of the places that the primary assigns to all workers. */
export class SharedConcurrencyLimiter implements ConcurrencyLimiter {
  private requests = 0;

  constructor(private readonly primary: Channel) {}

  async acquire(token: string, gone: AbortSignal): Promise<void> {
    if (gone.aborted) throw noPlace();
    const place: PlaceArguments = { id: this.requests++, token };
    const answer = this.primary.request<boolean>(ACQUIRE, place);
    // After `ACQUIRE`, before or after its response: the primary settles each id once.
    gone.addEventListener('abort', () => this.primary.notify(RELEASE, place.id), { once: true });
    if (!(await answer)) throw noPlace();
  }
}

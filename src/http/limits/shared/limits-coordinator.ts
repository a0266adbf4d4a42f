import { Injectable } from '@nestjs/common';
import { ThrottlerStorageService } from '@nestjs/throttler';
import { LimitsSettings } from '../limits.settings.js';
import type { Channel } from '../../../ipc/channel.js';
import { createCapacity } from '../capacity.js';
import { ACQUIRE, COUNT, type CountArguments, type PlaceArguments, RELEASE } from './topics.js';

/** In the primary: assigns the places, and counts the requests, of all workers together. */
@Injectable()
export class LimitsCoordinator {
  private readonly capacity;
  private readonly counts = new ThrottlerStorageService();

  constructor(settings: LimitsSettings) {
    this.capacity = createCapacity(settings);
  }

  /** Serves a worker. All its requests are over when it has ended. */
  serve(worker: Channel): void {
    /** The requests that wait for a place or have one. */
    const requests = new Map<number, AbortController>();
    const end = (id: number): void => {
      requests.get(id)?.abort();
      requests.delete(id);
    };
    worker.handle(COUNT, (count: CountArguments) => this.counts.increment(...count));
    worker.handle(ACQUIRE, async ({ id, token }: PlaceArguments) => {
      const gone = new AbortController();
      requests.set(id, gone);
      try {
        await this.capacity.acquire(token, gone.signal);
        return true;
      } catch {
        requests.delete(id);
        return false;
      }
    });
    worker.handle(RELEASE, end);
    worker.gone.addEventListener('abort', () => {
      for (const id of requests.keys()) end(id);
    });
  }
}

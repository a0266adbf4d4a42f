import { Injectable } from '@nestjs/common';
import { ThrottlerStorageService } from '@nestjs/throttler';
import { HouseSettings } from '../../config/house.settings.js';
import type { Channel } from '../../workers/channel.js';
import { createCapacity } from '../create-capacity.js';
import { COUNT, type CountArguments, ENTER, LEAVE } from './topics.js';

/** In the primary: gives out the places, and counts the requests, of all workers together. */
@Injectable()
export class LimitsDesk {
  private readonly capacity;
  private readonly counts = new ThrottlerStorageService();

  constructor(settings: HouseSettings) {
    this.capacity = createCapacity(settings);
  }

  /** Answers a worker. What it still holds when it is gone, it has given back. */
  serve(worker: Channel): void {
    const held: string[] = [];
    worker.on(COUNT, (count: CountArguments) => this.counts.increment(...count));
    worker.on(ENTER, async (token: string, signal) => {
      try {
        await this.capacity.enter(token, signal);
      } catch {
        return false;
      }
      if (worker.gone.aborted) this.capacity.leave(token);
      else held.push(token);
      return true;
    });
    worker.on(LEAVE, (token: string) => {
      held.splice(held.lastIndexOf(token), 1);
      this.capacity.leave(token);
    });
    worker.gone.addEventListener('abort', () => {
      for (const token of held.splice(0)) this.capacity.leave(token);
    });
  }
}

import type { ThrottlerStorage } from '@nestjs/throttler';
import type { Channel } from '../../../ipc/channel.js';
import { COUNT, type CountArguments } from './topics.js';

type Count = Awaited<ReturnType<ThrottlerStorage['increment']>>;

/** A worker's view of the one count that the primary keeps for all workers. */
export class SharedStorage implements ThrottlerStorage {
  constructor(private readonly primary: Channel) {}

  increment(...count: CountArguments): Promise<Count> {
    return this.primary.request(COUNT, count);
  }
}

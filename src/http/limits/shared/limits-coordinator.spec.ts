import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { LimitsSettings } from '../limits.settings.js';
import { connectChannels } from '../../../../test/kit/app/connect-channels.js';
import type { Channel } from '../../../ipc/channel.js';
import { LimitsCoordinator } from './limits-coordinator.js';
import { SharedConcurrencyLimiter } from './shared-concurrency-limiter.js';
import { SharedStorage } from './shared.storage.js';

/** A worker with its places and counts, and the primary's end of its channel. */
interface Worker {
  readonly places: SharedConcurrencyLimiter;
  readonly counts: SharedStorage;
  readonly end: Channel;
}

function openDesk(settings: Partial<LimitsSettings>): () => Worker {
  const coordinator = new LimitsCoordinator(Object.assign(new LimitsSettings(), settings));
  return () => {
    const [own, end] = connectChannels();
    coordinator.serve(end);
    return { places: new SharedConcurrencyLimiter(own), counts: new SharedStorage(own), end };
  };
}

function come({ places }: Worker): { place: Promise<void>; release: () => void } {
  const gone = new AbortController();
  return { place: places.acquire('a', gone.signal), release: () => gone.abort() };
}

describe('LimitsCoordinator', () => {
  it('counts the requests of all workers together', async () => {
    const hire = openDesk({});
    const [one, other] = [hire(), hire()];
    const hits: number[] = [];
    for (const { counts } of [one, other, one, other])
      hits.push((await counts.increment('token a', 60_000, 3, 60_000, 'default')).totalHits);
    expect(hits).toEqual([1, 2, 3, 4]);
    const last = await one.counts.increment('token a', 60_000, 3, 60_000, 'default');
    expect(last.isBlocked).toBe(true);
  });

  it('gives out so many places to all workers together, and turns the others away', async () => {
    const hire = openDesk({ MAX_CONCURRENT_REQUESTS: 2, MAX_QUEUED_REQUESTS: 0 });
    const [one, other] = [hire(), hire()];
    await come(one).place;
    const second = come(other);
    await second.place;
    await expect(come(one).place).rejects.toMatchObject({ status: 529 });
    second.release();
    await come(one).place;
  });

  it('keeps no place for a client that left while it waited', async () => {
    const hire = openDesk({ MAX_CONCURRENT_REQUESTS: 1 });
    const [one, other] = [hire(), hire()];
    const first = come(one);
    await first.place;
    const waiting = come(other);
    waiting.release();
    await expect(waiting.place).rejects.toMatchObject({ status: 529 });
    first.release();
    await come(one).place;
  });

  it('takes back what a worker held that has died, and what it was waiting for', async () => {
    const hire = openDesk({ MAX_CONCURRENT_REQUESTS: 2 });
    const [one, other] = [hire(), hire()];
    await come(one).place;
    await come(one).place;
    void come(one).place;
    await pause(10);
    one.end.close();
    await come(other).place;
    await come(other).place;
  });
});

import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { HouseSettings } from '../../config/house.settings.js';
import { connectChannels } from '../../testing/connect-channels.js';
import type { Channel } from '../../workers/channel.js';
import { LimitsDesk } from './limits.desk.js';
import { SharedPlaces } from './shared-places.js';
import { SharedStorage } from './shared.storage.js';

const NEVER = new AbortController().signal;

/** A worker with its places and counts, and the primary's end of its channel. */
interface Worker {
  readonly places: SharedPlaces;
  readonly counts: SharedStorage;
  readonly end: Channel;
}

function openDesk(settings: Partial<HouseSettings>): () => Worker {
  const desk = new LimitsDesk(Object.assign(new HouseSettings(), settings));
  return () => {
    const [own, end] = connectChannels();
    desk.serve(end);
    return { places: new SharedPlaces(own), counts: new SharedStorage(own), end };
  };
}

describe('LimitsDesk', () => {
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
    await one.places.enter('a', NEVER);
    await other.places.enter('a', NEVER);
    await expect(one.places.enter('a', NEVER)).rejects.toMatchObject({ status: 529 });
    other.places.leave('a');
    await expect(one.places.enter('a', NEVER)).resolves.toBeUndefined();
  });

  it('keeps no place for a client that left while it waited', async () => {
    const hire = openDesk({ MAX_CONCURRENT_REQUESTS: 1 });
    const [one, other] = [hire(), hire()];
    await one.places.enter('a', NEVER);
    const client = new AbortController();
    const waiting = other.places.enter('b', client.signal);
    client.abort();
    await expect(waiting).rejects.toMatchObject({ status: 529 });
    one.places.leave('a');
    await expect(one.places.enter('c', NEVER)).resolves.toBeUndefined();
  });

  it('takes back what a worker held that has died, and what it was waiting for', async () => {
    const hire = openDesk({ MAX_CONCURRENT_REQUESTS: 2 });
    const [one, other] = [hire(), hire()];
    await one.places.enter('a', NEVER);
    await one.places.enter('b', NEVER);
    void one.places.enter('c', NEVER);
    await pause(10);
    one.end.close();
    await other.places.enter('a', NEVER);
    await expect(other.places.enter('a', NEVER)).resolves.toBeUndefined();
  });
});

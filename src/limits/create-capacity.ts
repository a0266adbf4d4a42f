import type { HouseSettings } from '../config/house.settings.js';
import { Capacity } from './capacity.js';

/** As many places as these settings say. */
export function createCapacity(settings: HouseSettings): Capacity {
  return new Capacity({
    total: settings.MAX_CONCURRENT_REQUESTS,
    perToken: settings.MAX_CONCURRENT_REQUESTS_PER_TOKEN,
    queue: settings.MAX_QUEUED_REQUESTS,
    patience: settings.QUEUE_TIMEOUT_SECONDS * 1000,
  });
}

import { availableParallelism } from 'node:os';
import type { HouseSettings } from '../config/house.settings.js';

/** How many processes answer. */
export function countWorkers({ WORKERS }: Pick<HouseSettings, 'WORKERS'>): number {
  return WORKERS === 'auto' ? availableParallelism() : WORKERS;
}

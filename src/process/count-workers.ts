import { availableParallelism } from 'node:os';
import type { ServerSettings } from '../config/server.settings.js';

/** How many processes answer. */
export function countWorkers({ WORKERS }: Pick<ServerSettings, 'WORKERS'>): number {
  return WORKERS === 'auto' ? availableParallelism() : WORKERS;
}

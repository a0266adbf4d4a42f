import { availableParallelism } from 'node:os';
import type { ServerSettings } from '../config/server.settings.js';

/** The number of processes that serve requests. */
export function countWorkers({ WORKERS }: Pick<ServerSettings, 'WORKERS'>): number {
  return WORKERS === 'auto' ? availableParallelism() : WORKERS;
}

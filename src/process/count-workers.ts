import { availableParallelism } from 'node:os';
import type { GatewaySettings } from '../config/gateway.settings.js';

/** How many processes answer. */
export function countWorkers({ WORKERS }: Pick<GatewaySettings, 'WORKERS'>): number {
  return WORKERS === 'auto' ? availableParallelism() : WORKERS;
}

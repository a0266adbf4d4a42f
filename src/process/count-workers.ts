import { availableParallelism } from 'node:os';
import type { GatewaySettings } from '../config/gateway.settings.js';

/** The number of processes that serve requests. */
export function countWorkers({ WORKERS }: Pick<GatewaySettings, 'WORKERS'>): number {
  return WORKERS === 'auto' ? availableParallelism() : WORKERS;
}

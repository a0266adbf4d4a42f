import cluster from 'node:cluster';
import type { Environment } from '../config/environment.types.js';

const NAME = 'GATEWAY_WORKER';

/** The variable that the primary adds to the environment of its workers. */
export const WORKER_MARK: Environment = { [NAME]: 'true' };

/**
 * Whether this process is a worker of the gateway's own primary; other supervisors also start processes as cluster
 * workers.
 */
export function isWorker(): boolean {
  return cluster.isWorker && process.env[NAME] !== undefined;
}

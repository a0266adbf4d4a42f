import { checkSettings } from '../config/check-settings.js';
import { ServerSettings } from '../config/server.settings.js';
import type { Environment } from '../config/environment.types.js';
import { readEnvironment } from '../config/read-environment.js';
import { isWorker } from '../ipc/worker-mark.js';
import { describeStartFailure } from './describe-start-failure.js';
import { countWorkers } from './count-workers.js';

/**
 * Starts the gateway. A failed start is reported with a line for each mistake, and ends the process with 1.
 *
 * @param overrides variables that outrank those of the environment
 */
export async function start(overrides: Environment = {}): Promise<void> {
  try {
    const environment = { ...readEnvironment(), ...overrides };
    const startAs = await loadStart(environment);
    await startAs(environment);
  } catch (error) {
    console.error(describeStartFailure(error));
    process.exit(1);
  }
}

/** The kind of this process. Only its modules are loaded: a primary needs little of the gateway. */
async function loadStart(environment: Environment): Promise<(environment: Environment) => Promise<void>> {
  if (isWorker()) return (await import('./start-worker.js')).startWorker;
  // Where WORKERS is invalid, one process reports all mistakes.
  const count = countWorkers(checkSettings(ServerSettings, environment).value);
  if (count > 1) return (await import('./primary/start-primary.js')).startPrimary;
  return (await import('./start-alone.js')).startAlone;
}

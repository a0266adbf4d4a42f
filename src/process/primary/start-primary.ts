import cluster from 'node:cluster';
import { NestFactory } from '@nestjs/core';
import { Logger } from 'nestjs-pino';
import type { Environment } from '../../config/environment.types.js';
import { stop, stopOnSignals } from '../stop-on-signals.js';
import { keepRunning } from '../keep-running.js';
import { PLUGINS } from '../../plugins.js';
import { loadPlugins } from '../../routing/registry/load-plugins.js';
import { WorkerEndedError } from './worker-handle.js';
import { PrimaryModule } from './primary.module.js';
import { Supervisor } from './supervisor.service.js';

/**
 * Starts the primary, and it the workers. SIGHUP renews them.
 *
 * @throws SettingsError that lists every mistake in the environment
 */
export async function startPrimary(environment: Environment): Promise<void> {
  const plugins = [...PLUGINS, ...(await loadPlugins(environment))];
  const app = await NestFactory.createApplicationContext(await PrimaryModule.forRoot(plugins, environment), {
    abortOnError: false,
    // Nest would print the error of a failed start as it is, credentials of a URL included; it is thrown as well.
    logger: ['fatal', 'warn'],
  });
  app.useLogger(app.get(Logger));
  // Each worker accepts for itself. Node's other way, the primary handing connections out in turn, lets one hang for
  // ever that was on its way to a worker that is killed; and workers that are busy accept less by themselves.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  // Its log is read line by line; what it says when it cannot say more goes where everybody sees it.
  cluster.setupPrimary({ stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const supervisor = app.get(Supervisor);
  // Before the start of the workers: the first one answers requests while the others start.
  keepRunning(app);
  stopOnSignals(app);
  void supervisor.givenUp.then((code) => stop(app, code));
  try {
    await supervisor.start();
  } catch (error) {
    if (!(error instanceof WorkerEndedError)) throw error;
    await stop(app, error.code);
  }
  process.on('SIGHUP', () => void supervisor.reload());
}

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
 * Starts the primary, which starts the workers. SIGHUP reloads them.
 *
 * @throws SettingsError that lists every mistake in the environment
 */
export async function startPrimary(environment: Environment): Promise<void> {
  const plugins = [...PLUGINS, ...(await loadPlugins(environment))];
  const app = await NestFactory.createApplicationContext(await PrimaryModule.forRoot(plugins, environment), {
    abortOnError: false,
    // Nest would print the error of a failed start, with credentials of a URL; the error is thrown as well.
    logger: ['fatal', 'warn'],
  });
  app.useLogger(app.get(Logger));
  // Each worker accepts its own connections. With Node's alternative, where the primary distributes connections in
  // rotation,
  // a connection on its way to a worker that is killed hangs for ever; and busy workers accept fewer connections by
  // themselves.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  // Its stdout is the log and is read line by line; its stderr, for errors outside the log, goes to the primary's.
  cluster.setupPrimary({ stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const supervisor = app.get(Supervisor);
  // Before the workers start: the first one serves requests while the others start.
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

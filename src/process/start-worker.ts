import { ServerSettings } from '../config/server.settings.js';
import type { Environment } from '../config/environment.types.js';
import { createApp } from '../app/create-app.js';
import { DrainSettings } from '../http/drain/drain.settings.js';
import { DrainService } from '../http/drain/drain.service.js';
import { stop, stopOnSignals } from './stop-on-signals.js';
import { listen } from './listen.js';
import { keepRunning } from './keep-running.js';
import { StartLogService } from '../observability/logging/start-log.service.js';
import type { Channel } from '../ipc/channel.js';
import { PRIMARY } from '../ipc/channel.module.js';
import { READY, type Readiness, REPLACED } from './topics.js';

/** Starts one of several processes that serve requests. */
export async function startWorker(environment: Environment): Promise<void> {
  const app = await createApp({ environment });
  const { HOST, PORT } = app.get(ServerSettings);
  const { SHUTDOWN_DELAY_SECONDS, SHUTDOWN_GRACE_SECONDS } = app.get(DrainSettings);
  const primary = app.get<Channel>(PRIMARY);
  // Terminals and supervisors often signal all processes, and the primary signals its workers too. To end at once, the
  // primary ends, which ends its workers.
  stopOnSignals(app, { second: 'is nothing new' });
  process.on('SIGHUP', () => undefined);
  primary.handle(REPLACED, () => {
    app.get(DrainService).replace();
    void stop(app);
  });
  await listen(app, PORT, HOST);
  keepRunning(app);
  const readiness: Readiness = { stopTime: (SHUTDOWN_DELAY_SECONDS + SHUTDOWN_GRACE_SECONDS) * 1000 };
  if (await primary.request<boolean>(READY, readiness)) app.get(StartLogService).tell(await app.getUrl());
}

import { ServerSettings } from '../config/server.settings.js';
import type { Environment } from '../config/environment.types.js';
import { createApp } from '../app/create-app.js';
import { stopOnSignals } from './stop-on-signals.js';
import { listen } from './listen.js';
import { keepRunning } from './keep-running.js';
import { StartLogService } from '../observability/logging/start-log.service.js';

/** Starts a gateway of one process. */
export async function startAlone(environment: Environment): Promise<void> {
  const app = await createApp({ environment });
  const { HOST, PORT } = app.get(ServerSettings);
  stopOnSignals(app);
  await listen(app, PORT, HOST);
  keepRunning(app);
  app.get(StartLogService).tell(await app.getUrl());
}

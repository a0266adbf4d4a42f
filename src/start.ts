import { HouseSettings } from './config/house.settings.js';
import { type Environment, readEnvironment } from './config/read-environment.js';
import { createApp } from './create-app.js';
import { describeStartFailure } from './describe-start-failure.js';
import { stopOnSignals } from './drain/stop-on-signals.js';
import { StartLogService } from './logging/start-log.service.js';

/**
 * Starts the gateway. What keeps it from starting is told in a line each, and ends the process with 1.
 *
 * @param overrides variables that outrank those of the environment
 */
export async function start(overrides: Environment = {}): Promise<void> {
  try {
    const app = await createApp({ environment: { ...readEnvironment(), ...overrides } });
    const { HOST, PORT } = app.get(HouseSettings);
    stopOnSignals(app);
    await app.listen(PORT, HOST);
    app.get(StartLogService).tell(await app.getUrl());
  } catch (error) {
    console.error(describeStartFailure(error));
    process.exit(1);
  }
}

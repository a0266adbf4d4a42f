import { SettingsError } from './config/settings.error.js';
import { HouseSettings } from './config/house.settings.js';
import { createApp } from './create-app.js';
import { stopOnSignals } from './drain/stop-on-signals.js';
import { StartLogService } from './logging/start-log.service.js';

/** Starts the gateway. What keeps it from starting is told in a line each, and ends the process with 1. */
export async function start(): Promise<void> {
  try {
    const app = await createApp();
    const { HOST, PORT } = app.get(HouseSettings);
    stopOnSignals(app);
    await app.listen(PORT, HOST);
    app.get(StartLogService).tell(await app.getUrl());
  } catch (error) {
    console.error(explain(error));
    process.exit(1);
  }
}

function explain(error: unknown): string {
  if (error instanceof SettingsError)
    return ['The gateway cannot start:', ...error.mistakes.map((mistake) => `  ${mistake}`)].join('\n');
  if (isListenError(error)) return `The gateway cannot start:\n  HOST, PORT: ${error.message}`;
  return `The gateway cannot start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

function isListenError(error: unknown): error is Error {
  return (
    error instanceof Error && 'syscall' in error && (error.syscall === 'listen' || error.syscall === 'getaddrinfo')
  );
}

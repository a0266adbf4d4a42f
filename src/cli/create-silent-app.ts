import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Environment } from '../config/environment.types.js';
import { readEnvironment } from '../config/read-environment.js';
import { createApp } from '../app/create-app.js';

/** What a command does not want of a gateway it only looks into: a log between its lines, ports, collectors, waits. */
const QUIET = {
  LOG_LEVEL: 'silent',
  LOG_FILE: undefined,
  METRICS_PORT: undefined,
  OTEL_EXPORTER_OTLP_ENDPOINT: undefined,
  SHUTDOWN_DELAY_SECONDS: '0',
};

/**
 * The gateway under the present settings, silent and not listening. To be closed.
 *
 * @throws SettingsError
 */
export async function createSilentApp(overrides: Environment = {}): Promise<NestExpressApplication> {
  return createApp({ environment: { ...readEnvironment(), ...QUIET, ...overrides } });
}

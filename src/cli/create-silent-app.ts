import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Environment } from '../config/environment.types.js';
import { readEnvironment } from '../config/read-environment.js';
import { createApp } from '../app/create-app.js';

/** Settings that switch off what a command does not need of a gateway: its log, ports, collectors, waits. */
const QUIET = {
  LOG_LEVEL: 'silent',
  LOG_FILE: undefined,
  METRICS_PORT: undefined,
  OTEL_EXPORTER_OTLP_ENDPOINT: undefined,
  SHUTDOWN_DELAY_SECONDS: '0',
};

/**
 * The gateway under the present settings, without a log and not listening. Must be closed.
 *
 * @throws SettingsError
 */
export async function createSilentApp(overrides: Environment = {}): Promise<NestExpressApplication> {
  return createApp({ environment: { ...readEnvironment(), ...QUIET, ...overrides } });
}

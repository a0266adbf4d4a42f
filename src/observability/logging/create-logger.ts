import { type Logger, pino, stdTimeFunctions } from 'pino';
import { type LoggingSettings, LOG_LEVELS } from './logging.settings.js';
import { isWorker } from '../../ipc/worker-mark.js';
import type { LogOutput } from './log-output.js';

/** The gateway's logger: a JSON object a line, in time order, without details of this machine. */
export function createLogger({ LOG_LEVEL }: Pick<LoggingSettings, 'LOG_LEVEL'>, output: LogOutput): Logger {
  const options = {
    level: LOG_LEVELS[LOG_LEVEL],
    // With several processes, the one that writes the line.
    base: isWorker() ? { worker: process.pid } : null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return pino(options, output);
}

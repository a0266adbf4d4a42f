import { prettyFactory } from 'pino-pretty';
import type { LoggingSettings } from './logging.settings.js';
import type { SecretValues } from '../../config/secrets/secret-values.js';
import { SettingsError } from '../../config/settings.error.js';
import type { Channel } from '../../ipc/channel.js';
import { escapeControls } from './escape-controls.js';
import { LogFile } from './file/log-file.js';
import { LogOutput } from './log-output.js';
import { SecretMask } from './secret-mask.js';
import { toRequestLine } from './to-request-line.js';

/**
 * The log of these settings: on stdout, and in the file where one is set. A worker writes its lines to stdout, and its
 * primary reads and writes them: a file that several processes write and rename loses lines.
 *
 * @throws SettingsError where the file cannot be written
 */
export function createLogOutput(
  settings: LoggingSettings,
  secrets: SecretValues,
  primary: Channel | undefined,
): LogOutput {
  const mask = new SecretMask(secrets.values);
  secrets.onAdd((values) => mask.add(values));
  if (primary !== undefined) return new LogOutput({ mask, print: (line) => process.stdout.write(line) });
  const format = settings.LOG_FORMAT ?? (process.stdout.isTTY ? 'pretty' : 'json');
  const toText = format === 'pretty' ? prettyWriter() : (line: string) => line;
  return new LogOutput({
    mask,
    print: (line) => process.stdout.write(toText(line)),
    file: openFile(settings),
  });
}

/** The format for a terminal: requests in a line of the gateway's own, everything else in pino-pretty's. */
function prettyWriter(): (line: string) => string {
  const colour = process.stdout.isTTY && process.stdout.hasColors();
  const pretty = prettyFactory({ colorize: colour });
  return (line) => {
    // pino-pretty does not escape texts.
    const shown = JSON.parse(line, (_, value: unknown) =>
      typeof value === 'string' ? escapeControls(value) : value,
    ) as Readonly<Record<string, unknown>>;
    return toRequestLine(shown, colour) ?? pretty(shown);
  };
}

function openFile({ LOG_FILE, LOG_FILE_PATTERN, LOG_FILE_BACKUP_COUNT }: LoggingSettings): LogFile | undefined {
  if (LOG_FILE === undefined) return undefined;
  try {
    return new LogFile({
      path: LOG_FILE,
      pattern: LOG_FILE_PATTERN,
      keep: LOG_FILE_BACKUP_COUNT,
      // Not through the log, which may be the cause.
      onError: (error) => process.stderr.write(`LOG_FILE: ${String(error)}\n`),
    });
  } catch (error) {
    throw new SettingsError([`LOG_FILE: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

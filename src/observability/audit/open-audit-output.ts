import { SettingsError } from '../../config/settings.error.js';
import { LogFile } from '../logging/file/log-file.js';
import type { AuditSettings } from './audit.settings.js';

/** Where records are written. */
export interface AuditOutput {
  /** @param line JSON, with its line break */
  write(line: string): void;
  /** Resolves when all lines are written. */
  end(): Promise<void>;
}

/** `AUDIT_LOG_FILE` for stdout. */
const STDOUT = '-';

/**
 * The output of these settings; undefined where none is set.
 *
 * @throws SettingsError where the file cannot be written
 */
export function openAuditOutput(settings: AuditSettings): AuditOutput | undefined {
  const { AUDIT_LOG_FILE: path, AUDIT_LOG_FILE_BACKUP_COUNT: keep } = settings;
  if (path === undefined) return undefined;
  if (path === STDOUT) return { write: (line) => void process.stdout.write(line), end: () => Promise.resolve() };
  try {
    return new LogFile({
      path,
      keep,
      onError: (error) => process.stderr.write(`AUDIT_LOG_FILE: ${String(error)}\n`),
    });
  } catch (error) {
    throw new SettingsError([`AUDIT_LOG_FILE: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

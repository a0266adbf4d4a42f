import { Describe, IsOneOf, IsText, IsWhole } from '@gateway/provider-kit';

/** Python's names, which the original proxy used, beside pino's. */
export const LOG_LEVELS = {
  DEBUG: 'debug',
  INFO: 'info',
  WARNING: 'warn',
  ERROR: 'error',
  CRITICAL: 'fatal',
  trace: 'trace',
  warn: 'warn',
  fatal: 'fatal',
  silent: 'silent',
} as const;

/** Level, format and file of the log. */
export class LoggingSettings {
  @Describe('`DEBUG`, `INFO`, `WARNING`, `ERROR` or `CRITICAL`.')
  @IsOneOf(Object.keys(LOG_LEVELS))
  LOG_LEVEL: keyof typeof LOG_LEVELS = 'INFO';

  @Describe('`json` or `pretty`.', { otherwise: '`pretty` on a terminal, else `json`' })
  @IsOneOf(['json', 'pretty'])
  LOG_FORMAT?: 'json' | 'pretty';

  @Describe(
    'File that the log is also written to, as JSON. With strftime tokens (`logs/%Y-%m-%d.log`) the name is expanded ' +
      'again at midnight; without, the file is renamed then.',
  )
  @IsText()
  LOG_FILE?: string;

  @Describe('Name that a `LOG_FILE` without tokens gets at midnight, with strftime tokens for the day that ended.', {
    otherwise: '`LOG_FILE` followed by `-%Y%m%d`',
  })
  @IsText()
  LOG_FILE_PATTERN?: string;

  @Describe('How many log files of former days are kept; 0 keeps all.')
  @IsWhole()
  LOG_FILE_BACKUP_COUNT: number = 7;
}

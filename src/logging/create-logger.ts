import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { destination, type Logger, multistream, pino, stdTimeFunctions, type StreamEntry } from 'pino';
import pretty from 'pino-pretty';
import { type HouseSettings, LOG_LEVELS } from '../config/house.settings.js';

/** What the gateway writes its log with: lines on stdout, and in the file where one is named. */
export function createLogger(settings: HouseSettings): Logger {
  const level = LOG_LEVELS[settings.LOG_LEVEL];
  const format = settings.LOG_FORMAT ?? (process.stdout.isTTY ? 'pretty' : 'json');
  const out = format === 'pretty' ? pretty({ destination: process.stdout }) : process.stdout;
  const streams: StreamEntry[] = [{ stream: out, level: 'trace' }];
  if (settings.LOG_FILE !== undefined) {
    const file = fillPattern(settings.LOG_FILE, new Date());
    mkdirSync(dirname(file), { recursive: true });
    streams.push({ stream: destination({ dest: file, sync: true }), level: 'trace' });
  }
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return pino(options, multistream(streams));
}

/** Fills the date and time tokens of a file name, in local time: `%Y`, `%m`, `%d`, `%H`, `%M`. */
export function fillPattern(pattern: string, now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const tokens: Readonly<Record<string, string>> = {
    '%Y': String(now.getFullYear()),
    '%m': two(now.getMonth() + 1),
    '%d': two(now.getDate()),
    '%H': two(now.getHours()),
    '%M': two(now.getMinutes()),
    '%%': '%',
  };
  return pattern.replace(/%./g, (token) => tokens[token] ?? token);
}

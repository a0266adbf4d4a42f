import type { PinoLogger } from 'nestjs-pino';
import type { LiveSecrets } from '../../../config/secrets/live-secrets.js';
import type { LimitsSettings } from '../limits.settings.js';
import { RedisConnection } from './redis-connection.js';

/** What is logged, and true, while Redis is unavailable, and when it is back. */
export interface RedisNotes {
  readonly gone: string;
  readonly back: string;
}

/** A connection to the Redis of the settings, renewed when its URL changes. */
export function connectRedis(
  settings: LimitsSettings,
  secrets: LiveSecrets,
  log: PinoLogger,
  notes: RedisNotes,
): RedisConnection {
  const connection = new RedisConnection({
    url: () => settings.REDIS_URL ?? '',
    tell: (state, err) => {
      if (state === 'back') log.info(notes.back);
      else log.error({ err }, notes.gone);
    },
  });
  secrets.onChange(settings, () => void connection.renew());
  return connection;
}

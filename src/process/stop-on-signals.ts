import { constants } from 'node:os';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { Logger } from 'nestjs-pino';

/** Milliseconds for the reader of stdout to read the last lines of the log. */
const LAST_LINES = 1000;

const stopping = new WeakSet<INestApplicationContext>();

export interface StopOptions {
  /** The effect of a second signal. */
  readonly second: 'ends at once' | 'is nothing new';
}

/**
 * The first signal stops the gateway gracefully and ends the process with 0; the second ends it at once. Nest's own
 * hooks would ignore the second.
 */
export function stopOnSignals(
  app: INestApplicationContext,
  { second }: StopOptions = { second: 'ends at once' },
): void {
  let result = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      // The exit code that shells use for a death by signal.
      if (result && second === 'ends at once') process.exit(128 + constants.signals[signal]);
      result = true;
      void stop(app);
    });
  }
}

/** Stops gracefully, once, and ends the process. */
export async function stop(app: INestApplicationContext, code = 0): Promise<void> {
  if (stopping.has(app)) return;
  stopping.add(app);
  let end = code;
  try {
    await app.close();
    // The last request is logged one tick after its end.
    await nextTurn();
  } catch (error) {
    app.get(Logger).error(error, 'stopping failed');
    end = 1;
  }
  const written = new Promise<void>((resolve) => process.stdout.write('', () => resolve()));
  await Promise.race([written, sleep(LAST_LINES)]);
  process.exit(end);
}

import { constants } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { INestApplication } from '@nestjs/common';
import { Logger } from 'nestjs-pino';

/**
 * The first signal stops the gateway in good order and ends the process with 0; the second ends it at once. Nest's own
 * hooks would ignore the second.
 */
export function stopOnSignals(app: INestApplication): void {
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      // As a shell tells a death by signal.
      if (stopping) process.exit(128 + constants.signals[signal]);
      stopping = true;
      void stop(app);
    });
  }
}

async function stop(app: INestApplication): Promise<void> {
  let code = 0;
  try {
    await app.close();
    // The last exchange is told a turn after its end.
    await nextTurn();
  } catch (error) {
    app.get(Logger).error(error, 'stopping failed');
    code = 1;
  }
  process.exit(code);
}

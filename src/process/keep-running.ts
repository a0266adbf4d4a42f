import type { INestApplicationContext } from '@nestjs/common';
import { InternalErrors } from '../context/internal-errors.js';

/**
 * Keeps a started process running after an uncaught error: the error is counted and logged, and the other requests
 * continue. They share no state with the callback that threw, beyond what each observer and limit guards itself; the
 * request of that callback ends with its timeouts.
 * Two errors end the process anyway: one during the start, before this is called, and a closed stdout, where every
 * line of the log would be the next error.
 */
export function keepRunning(app: INestApplicationContext): void {
  const errors = app.get(InternalErrors);
  // Unhandled rejections arrive here too: Node raises them as uncaught exceptions.
  process.on('uncaughtException', (error) => errors.note('uncaught', error));
  process.stdout.on('error', () => process.exit(1));
}

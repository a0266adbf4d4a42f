import type { INestApplicationContext } from '@nestjs/common';
import { InternalErrors } from '../context/internal-errors.js';

/**
 * Keeps a started process running after an uncaught error: the error is counted and logged, and the other requests
 * continue. They share no state with the callback that threw, beyond what each observer and limit guards itself; the
 * request of that callback ends with its timeouts.
 * An error during the start, before this is called, ends the process anyway. A closed stdout loses the log and nothing
 * else: `LOG_FILE` is written on.
 */
export function keepRunning(app: INestApplicationContext): void {
  const errors = app.get(InternalErrors);
  // Unhandled rejections arrive here too: Node raises them as uncaught exceptions.
  process.on('uncaughtException', (error) => errors.note('uncaught', error));
  process.stdout.once('error', () => process.stderr.write('stdout is closed: the log is lost from here on\n'));
  // Each further line of the log is an error of the stream again, and so is each line on a closed stderr.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
}

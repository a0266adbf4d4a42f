import type { LogOutput } from '../../observability/logging/log-output.js';

/**
 * Writes the lines of a worker's log, complete ones only: a worker may be killed in the middle of a line.
 *
 * @param output the worker's stdout
 */
export function collectLog(output: NodeJS.ReadableStream, log: Pick<LogOutput, 'pass'>): void {
  let rest = '';
  output.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('{')) log.pass(`${line}\n`);
      // Printed by code that does not use the log.
      else process.stdout.write(`${line}\n`);
    }
  });
}

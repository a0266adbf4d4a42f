import type { LogOutput } from '../../observability/logging/log-output.js';

/**
 * Writes the lines of a worker's log, whole ones only: one that was killed in the middle of a line is not heard out.
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
      // Printed by somebody who does not know about the log.
      else process.stdout.write(`${line}\n`);
    }
  });
}

import { setTimeout as pause } from 'node:timers/promises';
import type { GatewayProcess } from '../kit/process/gateway-process.js';

/** A line of the log. */
export interface Line {
  readonly msg: string;
  /** Id of a process. */
  readonly worker?: number;
  readonly request_id?: string;
  readonly status?: number;
}

/** The lines of a log that say this. */
export function linesOf(log: string, msg: string): readonly Line[] {
  const lines = log.split('\n').filter((line) => line.startsWith('{') && line.endsWith('}'));
  return lines.map((line) => JSON.parse(line) as Line).filter((line) => line.msg.startsWith(msg));
}

/** Resolves with the lines that say this when there are so many. */
export async function result({ log }: GatewayProcess, msg: string, count: number): Promise<readonly Line[]> {
  for (;;) {
    const lines = linesOf(log(), msg);
    if (lines.length >= count) return lines;
    await pause(20);
  }
}

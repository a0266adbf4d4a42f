import type { Cell } from './cell.types.js';

/** The line of a cell that is printed while the table grows. */
export function toLine({ row, wire, verdict, codes, why, seconds }: Cell): string {
  const result = [...codes, ...why].map((text) => `           ${text.replaceAll(/\s+/g, ' ')}`);
  return [`${verdict.padEnd(8)} ${row} over ${wire} (${seconds} s)`, ...result].join('\n');
}

import type { Cell } from './cell.types.js';

/** A cell as it is told while the table grows. */
export function toLine({ row, wire, verdict, codes, why, seconds }: Cell): string {
  const result = [...codes, ...why].map((text) => `           ${text.replaceAll(/\s+/g, ' ')}`);
  return [`${verdict.padEnd(8)} ${row} over ${wire} (${seconds} s)`, ...result].join('\n');
}

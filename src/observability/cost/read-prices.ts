import { readFileSync } from 'node:fs';
import { parsePrices, type ParsedPrices } from './parse-prices.js';

/** The prices of the file that `PRICES_FILE` names, none without one; or everything that is wrong with it. */
export function readPrices(path: string | undefined): ParsedPrices {
  if (path === undefined) return { prices: {} };
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return { mistakes: [(error as Error).message] };
  }
  return parsePrices(text);
}

import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { HouseSettings } from '../config/house.settings.js';
import { SettingsError } from '../config/settings.error.js';
import type { Exchange } from '../exchange/exchange.js';
import { findPrice } from './find-price.js';
import { PRICE_LIST } from './list/price-list.js';
import { parsePrices } from './parse-prices.js';
import type { PriceList } from './price.types.js';
import { toCost } from './to-cost.js';

/** US dollars; `unknown` where tokens were used that nobody told the price of; undefined where none were. */
export type Cost = number | 'unknown' | undefined;

/** What exchanges cost, by the prices of `PRICES_FILE` and else by those that are built in. */
@Injectable()
export class CostService {
  private readonly lists: readonly PriceList[];

  /** @throws SettingsError that lists every mistake in the file */
  constructor({ PRICES_FILE: path }: HouseSettings) {
    this.lists = path === undefined ? [PRICE_LIST] : [readPrices(path), PRICE_LIST];
  }

  of({ route, usage }: Pick<Exchange, 'route' | 'usage'>): Cost {
    if (route === undefined || usage === undefined) return undefined;
    const price = findPrice(route, this.lists);
    return price === undefined ? 'unknown' : toCost(usage, price);
  }
}

function readPrices(path: string): PriceList {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new SettingsError([`PRICES_FILE: ${(error as Error).message}`]);
  }
  const parsed = parsePrices(text);
  if ('mistakes' in parsed) throw new SettingsError(parsed.mistakes.map((mistake) => `PRICES_FILE: ${mistake}`));
  return parsed.prices;
}

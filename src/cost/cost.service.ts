import { Injectable } from '@nestjs/common';
import { HouseSettings } from '../config/house.settings.js';
import type { Exchange } from '../exchange/exchange.js';
import { findPrice } from './find-price.js';
import { PRICE_LIST } from './list/price-list.js';
import type { PriceList } from './price.types.js';
import { readPrices } from './read-prices.js';
import { toCost } from './to-cost.js';

/** US dollars; `unknown` where tokens were used that nobody told the price of; undefined where none were. */
export type Cost = number | 'unknown' | undefined;

/** What exchanges cost, by the prices of `PRICES_FILE` and else by those that are built in. */
@Injectable()
export class CostService {
  private readonly lists: readonly PriceList[];

  constructor({ PRICES_FILE: path }: HouseSettings) {
    const read = readPrices(path);
    // The check of the settings has passed it a moment ago.
    if ('mistakes' in read) throw new Error(`PRICES_FILE: ${read.mistakes.join(', ')}`);
    this.lists = [read.prices, PRICE_LIST];
  }

  of({ route, usage }: Pick<Exchange, 'route' | 'usage'>): Cost {
    if (route === undefined || usage === undefined) return undefined;
    const price = findPrice(route, this.lists);
    return price === undefined ? 'unknown' : toCost(usage, price);
  }
}

import { Injectable } from '@nestjs/common';
import { CostSettings } from './cost.settings.js';
import type { RequestContext } from '../../context/request-context.js';
import { findPrice } from './find-price.js';
import type { PriceList } from './price.types.js';
import { readPrices } from './read-prices.js';
import { toCost } from './to-cost.js';
import { CLAUDE_PRICES } from './list/claude-prices.js';
import { GEMINI_PRICES } from './list/gemini-prices.js';
import { GPT_PRICES } from './list/gpt-prices.js';

/** US dollars; `unknown` where tokens were used that nobody told the price of; undefined where none were. */
export type Cost = number | 'unknown' | undefined;

/** What exchanges cost, by the prices of `PRICES_FILE` and else by those that are built in. */
@Injectable()
export class CostService {
  private readonly lists: readonly PriceList[];

  constructor({ PRICES_FILE: path }: CostSettings) {
    const read = readPrices(path);
    // The check of the settings has passed it a moment ago.
    if ('mistakes' in read) throw new Error(`PRICES_FILE: ${read.mistakes.join(', ')}`);
    this.lists = [read.prices, PRICE_LIST];
  }

  of({ route, usage }: Pick<RequestContext, 'route' | 'usage'>): Cost {
    if (route === undefined || usage === undefined) return undefined;
    const price = findPrice(route, this.lists);
    return price === undefined ? 'unknown' : toCost(usage, price);
  }
}

/** What the makers of the models ask, whoever serves them. `PRICES_FILE` knows better where it is set. */
export const PRICE_LIST: PriceList = { ...GPT_PRICES, ...GEMINI_PRICES, ...CLAUDE_PRICES };

import { Injectable } from '@nestjs/common';
import { GatewaySettings } from '../../config/gateway.settings.js';
import type { RequestContext } from '../../context/request-context.js';
import { findPrice } from './find-price.js';
import type { PriceList } from './price.types.js';
import { readPrices } from './read-prices.js';
import { toCost } from './to-cost.js';
import { CLAUDE_PRICES } from './list/claude-prices.js';
import { GEMINI_PRICES } from './list/gemini-prices.js';
import { GPT_PRICES } from './list/gpt-prices.js';

/** US dollars; `unknown` where tokens were used whose price is unknown; undefined where none were used. */
export type Cost = number | 'unknown' | undefined;

/** The cost of requests, by the prices of `PRICES_FILE` and the built-in ones. */
@Injectable()
export class CostService {
  private readonly lists: readonly PriceList[];

  constructor({ PRICES_FILE: path }: GatewaySettings) {
    const read = readPrices(path);
    // The check of the settings has accepted it a moment ago.
    if ('mistakes' in read) throw new Error(`PRICES_FILE: ${read.mistakes.join(', ')}`);
    this.lists = [read.prices, PRICE_LIST];
  }

  of({ route, usage }: Pick<RequestContext, 'route' | 'usage'>): Cost {
    if (route === undefined || usage === undefined) return undefined;
    const price = findPrice(route, this.lists);
    return price === undefined ? 'unknown' : toCost(usage, price);
  }
}

/** The list prices of the models' makers, whichever provider serves them. `PRICES_FILE` outranks them. */
export const PRICE_LIST: PriceList = { ...GPT_PRICES, ...GEMINI_PRICES, ...CLAUDE_PRICES };

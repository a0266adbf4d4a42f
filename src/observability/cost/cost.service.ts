import { Injectable } from '@nestjs/common';
import { CostSettings } from './cost.settings.js';
import { CatalogueService } from '../../catalogue/catalogue.service.js';
import type { RequestContext } from '../../context/request-context.js';
import { findMakersPrice, findPrice } from './find-price.js';
import type { PriceList } from './price.types.js';
import { readPrices } from './read-prices.js';
import { toCost } from './to-cost.js';

/** US dollars; `unknown` where tokens were used at a price that is not known; undefined where none were used. */
export type Cost = number | 'unknown' | undefined;

/** The cost of requests, by the prices of `PRICES_FILE` and else by those of the models' makers. */
@Injectable()
export class CostService {
  private readonly prices: PriceList;

  constructor(
    { PRICES_FILE: path }: CostSettings,
    private readonly catalogue: CatalogueService,
  ) {
    const read = readPrices(path);
    // The check of the settings has accepted it a moment ago.
    if ('mistakes' in read) throw new Error(`PRICES_FILE: ${read.mistakes.join(', ')}`);
    this.prices = read.prices;
  }

  of({ route, usage }: Partial<Pick<RequestContext, 'route' | 'usage'>>): Cost {
    if (route === undefined || usage === undefined) return undefined;
    const day = new Date().toISOString().slice(0, 10);
    const price =
      findPrice(route, this.prices) ??
      findMakersPrice(this.catalogue, route.model, day, usage.service_tier ?? undefined);
    return price === undefined ? 'unknown' : toCost(usage, price);
  }
}

import { ownValue } from '@gateway/protocol';
import type { FlatPrice } from './model-price.types.js';
import type { Model } from './model-row.types.js';

/**
 * The price of a model on a day, in US dollars per million tokens; undefined where none is known.
 * @param day ISO date, such as 2026-12-01
 * @param tier service tier of the upstream's response; one without a price of its own costs what the standard tier does
 */
export function choosePrice({ prices = [] }: Model, day: string, tier?: string): FlatPrice | undefined {
  const price = prices.findLast(({ from }) => from === undefined || from <= day);
  if (price === undefined) return undefined;
  const { from, tiers, ...standard } = price;
  const tierPrice = tier === undefined ? undefined : ownValue(tiers ?? {}, tier);
  if (tierPrice === undefined) return standard;
  return standard.long === undefined ? tierPrice : { ...tierPrice, long: standard.long };
}

import type { Route } from '@gateway/provider-kit';
import { fitsPattern } from '../../routing/models/parse-model-map.js';
import type { Price, PriceList } from './price.types.js';

/**
 * What makers add to a name for one version of the model: a date in any of their forms, a number, `preview`, `latest`.
 */
const VERSION = /(-preview)?[-@](latest|\d{3,4}|\d{8}|\d{4}-\d{2}-\d{2}|\d{2}-\d{2}|\d{2}-\d{4})$|-preview$|@default$/;

/**
 * The price of a model: from the first list that has it, by its whole name or without its version, which is then any
 * version's price. Names in a list may have a `provider/` before them, and `*` for any characters; of several patterns
 * that match, the longest counts.
 */
export function findPrice(
  { provider, model }: Pick<Route, 'provider' | 'model'>,
  lists: readonly PriceList[],
): Price | undefined {
  const names = [model, model.replace(VERSION, '')].flatMap((name) => [`${provider}/${name}`, name]);
  for (const list of lists) {
    const key = names.find((name) => Object.hasOwn(list, name)) ?? findPattern(names, list);
    if (key !== undefined) return list[key];
  }
  return undefined;
}

function findPattern(names: readonly string[], list: PriceList): string | undefined {
  const patterns = Object.keys(list).filter((key) => key.includes('*'));
  const fitting = patterns.filter((pattern) => names.some((name) => fitsPattern(pattern, name)));
  return fitting.sort((a, b) => b.length - a.length)[0];
}

import { ownValue } from '@gateway/protocol';
import { choosePrice, type FlatPrice, type ModelCatalogue, stripVersion } from '@gateway/model-catalogue';
import type { Route } from '@gateway/provider-kit';
import { fitsPattern } from '../../routing/models/parse-model-map.js';
import type { PriceList } from './price.types.js';

/** Names of the makers' service tiers by Anthropic's word in `usage.service_tier`. */
const TIERS = new Map([
  ['batch', 'flex'],
  ['priority', 'priority'],
]);

/**
 * The price of a model in a list, by its whole name or without its version, which is then any version's price. Names
 * may have a `provider/` before them, and `*` for any characters; of several such patterns the longest counts.
 */
export function findPrice(
  { provider, model }: Pick<Route, 'provider' | 'model'>,
  list: PriceList,
): FlatPrice | undefined {
  const names = [model, stripVersion(model)].flatMap((name) => [`${provider}/${name}`, name]);
  const key = names.find((name) => Object.hasOwn(list, name)) ?? findPattern(names, list);
  return key === undefined ? undefined : ownValue(list, key);
}

/**
 * The maker's price of a model on a day (ISO date), for the tier that the answer was given in. A model that no row
 * knows has none, whatever its kin costs.
 */
export function findMakersPrice(
  catalogue: Pick<ModelCatalogue, 'find'>,
  id: string,
  day: string,
  tier?: string,
): FlatPrice | undefined {
  const match = catalogue.find(id);
  if (match === undefined || match.by === 'family') return undefined;
  return choosePrice(match.model, day, tier === undefined ? undefined : TIERS.get(tier));
}

function findPattern(names: readonly string[], list: PriceList): string | undefined {
  const patterns = Object.keys(list).filter((key) => key.includes('*'));
  const fitting = patterns.filter((pattern) => names.some((name) => fitsPattern(pattern, name)));
  return fitting.sort((a, b) => b.length - a.length)[0];
}

import { type DatedRetirement, findRetirements, type ModelCatalogue } from '@gateway/model-catalogue';
import type { Route } from '@gateway/provider-kit';

/** A routed model whose host will stop serving it. */
export interface RoutedRetirement extends DatedRetirement {
  readonly provider: string;
}

/** Days before a model's end from which on an operator is warned. */
export const WARNING_DAYS = 90;

/**
 * Routed models that end within `WARNING_DAYS` of a day (ISO date), or have ended, the nearest first.
 *
 * @param hostOf the key under which a provider's announcements stand in the catalogue
 */
export function listRetirements(
  targets: readonly Pick<Route, 'provider' | 'model'>[],
  catalogue: Pick<ModelCatalogue, 'find'>,
  hostOf: (provider: string) => string,
  day: string,
): readonly RoutedRetirement[] {
  const unique = new Map(targets.map((target) => [`${target.provider}/${target.model}`, target]));
  return [...unique.values()]
    .flatMap(({ provider, model }) => {
      const match = catalogue.find(model);
      if (match === undefined || match.by === 'family') return [];
      return findRetirements([match.model], WARNING_DAYS, day, hostOf(provider)).map((retirement) => ({
        ...retirement,
        model,
        provider,
      }));
    })
    .sort((a, b) => a.days - b.days);
}

/** `openai/gpt-4.1 ends on 2027-01-14 (in 47 days): gpt-6-luna takes its place`. */
export function toRetirementLine({ provider, model, date, days, successor, then }: RoutedRetirement): string {
  const when = days > 0 ? `ends on ${date} (in ${days} days)` : `ended on ${date}`;
  if (successor === undefined) return `${provider}/${model} ${when}`;
  const after = then === 'served-by-successor' ? `${successor} answers from then on` : `use ${successor}`;
  return `${provider}/${model} ${when}: ${after}`;
}

import { isConfigured } from '../registry/candidate.js';
import type { ProviderRegistry } from '../registry/provider.registry.js';
import type { Condition, RouteFacts } from '../conditions/condition.types.js';
import { parseConditions } from '../conditions/parse-conditions.js';
import type { ModelsService } from './models.service.js';
import type { ModelDescription } from './describe-model.js';
import { FAMILIES } from './list-models.js';
import { parseModelMap } from './parse-model-map.js';

/** The provider and the model for one model name. */
export interface RouteRow {
  readonly asked: string;
  readonly provider: string;
  readonly model: string;
  readonly reason: string;
  /** Variables that the provider still needs; a request for this name gets a 404 then. */
  readonly missing: readonly string[];
  /** What the catalogue knows of the model. */
  readonly known: ModelDescription;
}

/** A row for each of these names, in their order. */
export function listRoutes(names: readonly string[], models: ModelsService, registry: ProviderRegistry): RouteRow[] {
  return names.map((requested) => {
    const { name, conditions } = parseConditions(requested);
    // A name with conditions stands for the requests that meet these; the empty text adds nothing to the reason.
    const facts: RouteFacts = { meets: (condition) => (conditions.some(isSame(condition)) ? ' ' : undefined) };
    const { provider, model } = models.route(name, facts);
    const missing = registry.candidates.find(({ manifest }) => manifest.name === provider)?.missing ?? [];
    const known = models.describe(provider, model);
    return { asked: requested, provider, model, reason: models.reason(name, facts), missing, known };
  });
}

function isSame(one: Condition): (other: Condition) => boolean {
  return (other) => JSON.stringify(one) === JSON.stringify(other);
}

/**
 * The names that the settings distinguish; a pattern or a prefix stands for the names that match it, `*` for the rest.
 */
export function namesToShow(modelMap: string | undefined, registry: ProviderRegistry): readonly string[] {
  const mapped = parseModelMap(modelMap ?? '').flatMap((entry) => (entry === undefined ? [] : [entry.pattern]));
  const prefixes = new Set(registry.candidates.filter(isConfigured).flatMap((candidate) => candidate.prefixes));
  const prefixed = [...prefixes].map((prefix) => `${prefix}/*`);
  return [...new Set([...mapped, ...FAMILIES, ...prefixed, '*'])];
}

import { isConfigured } from '../registry/candidate.js';
import type { ProviderRegistry } from '../registry/provider.registry.js';
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
    const { provider, model } = models.route(requested);
    const missing = registry.candidates.find(({ manifest }) => manifest.name === provider)?.missing ?? [];
    const known = models.describe(provider, model);
    return { asked: requested, provider, model, reason: models.reason(requested), missing, known };
  });
}

/**
 * The names that the settings distinguish; a pattern or a prefix stands for the names that match it, `*` for the rest.
 */
export function namesToShow(modelMap: string | undefined, registry: ProviderRegistry): readonly string[] {
  const mapped = parseModelMap(modelMap ?? '').flatMap((entry) => (entry === undefined ? [] : [entry.pattern]));
  const prefixes = registry.candidates.filter(isConfigured).flatMap((candidate) => candidate.prefixes);
  const prefixed = prefixes.map((prefix) => `${prefix}/*`);
  return [...new Set([...mapped, ...FAMILIES, ...prefixed, '*'])];
}

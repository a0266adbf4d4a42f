import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Route } from '@gateway/provider-kit';
import { RoutingSettings } from '../routing.settings.js';
import { CatalogueService } from '../../catalogue/catalogue.service.js';
import { ProviderRegistry } from '../registry/provider.registry.js';
import { describeModel, type ModelDescription } from './describe-model.js';
import { listModels, type ModelInfo } from './list-models.js';
import { listRetirements, type RoutedRetirement } from './list-retirements.js';
import { mapModel, type ModelMap, reasonOf, settingOf, splitPrefix, toModelMap } from './model-map.js';

/** The model map under the settings of this gateway, with what the catalogue knows of its models. */
@Injectable()
export class ModelsService implements OnApplicationBootstrap {
  private map: ModelMap;

  constructor(
    private readonly settings: RoutingSettings,
    private readonly registry: ProviderRegistry,
    private readonly catalogue: CatalogueService,
  ) {}

  onApplicationBootstrap(): void {
    const makerOf = (model: string): string | undefined => {
      const match = this.catalogue.find(model);
      return match?.by === 'family' ? undefined : match?.model.maker;
    };
    this.map = toModelMap(this.settings, this.registry.candidates, makerOf);
  }

  /** The models that a client may be offered, as the settings and the catalogue are now. */
  get models(): readonly ModelInfo[] {
    return listModels(this.map, (provider, model) => this.describe(provider, model), this.catalogue.addedIds);
  }

  /** The provider that answers wherever the model name does not name one. */
  get preferred(): ModelMap['preferred'] {
    return this.map.preferred;
  }

  /** The upstream models that the settings name; with a prefix or a provider's own name a client can use others. */
  get targets(): readonly Pick<Route, 'provider' | 'model'>[] {
    const { big, small, entries, candidates } = this.map;
    const mapped = entries.map(({ target }) => splitPrefix(target, candidates));
    return [big, small, ...mapped].filter((target) => target !== undefined);
  }

  /** The targets that are used where the provider of the route fails, in this order. */
  get fallbacks(): readonly Pick<Route, 'provider' | 'model'>[] {
    return this.map.fallbacks;
  }

  /** Routed models that end soon, or have ended. */
  get retirements(): readonly RoutedRetirement[] {
    const targets = [...this.targets, ...this.fallbacks];
    return listRetirements(targets, this.catalogue, (provider) => this.hostOf(provider), today());
  }

  /** What is known of a provider's model today. */
  describe(provider: string, model: string): ModelDescription {
    return describeModel(this.catalogue, model, this.hostOf(provider), today());
  }

  route(requested: string): Route {
    return mapModel(requested, this.map);
  }

  /** The rule that decided the route of a model name. */
  reason(requested: string): string {
    return reasonOf(requested, this.map);
  }

  /** The setting that chose the model for a name; undefined where the client named the model itself. */
  setting(requested: string): string | undefined {
    return settingOf(requested, this.map);
  }

  private hostOf(provider: string): string {
    return this.registry.candidates.find(({ manifest }) => manifest.name === provider)?.manifest.host ?? provider;
  }
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Route } from '@gateway/provider-kit';
import { CatalogueService } from '../../catalogue/catalogue.service.js';
import type { RouteFacts } from '../conditions/condition.types.js';
import { POOL_PREFIX, toPoolName } from '../pools/pool.types.js';
import { PoolsService } from '../pools/pools.service.js';
import { RoutingSettings } from '../routing.settings.js';
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
    private readonly pools: PoolsService,
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
    const added = [...this.catalogue.addedIds, ...this.pools.all.map(toPoolName)];
    return listModels(this.map, (provider, model) => this.describe(provider, model), added);
  }

  /** The provider that answers wherever the model name does not name one. */
  get preferred(): ModelMap['preferred'] {
    return this.map.preferred;
  }

  /** The upstream models that the settings name; with a prefix or a provider's own name a client can use others. */
  get targets(): readonly Pick<Route, 'provider' | 'model'>[] {
    const { big, small, entries, candidates } = this.map;
    const mapped = entries.map(({ target }) => splitPrefix(target, candidates));
    const named = [big, small, ...mapped].filter((target) => target?.provider !== POOL_PREFIX);
    return [...named, ...this.pools.members].filter((target) => target !== undefined);
  }

  /** The targets that are used where the provider of the route fails, in this order. */
  get fallbacks(): readonly Pick<Route, 'provider' | 'model'>[] {
    return this.map.fallbacks;
  }

  /** Whether a rule of MODEL_MAP has a condition, so that requests must be looked at. */
  get hasConditions(): boolean {
    return this.map.entries.some(({ conditions }) => conditions.length > 0);
  }

  /**
   * The targets of long prompts to these models, a pool as its members. A provider that accepts the client's own model
   * names is left out: the client knows these models.
   */
  longTargets(requested: readonly string[]): readonly Pick<Route, 'provider' | 'model'>[] {
    const facts: RouteFacts = { meets: (condition) => (typeof condition === 'object' ? 'a long prompt' : undefined) };
    const passing = this.map.candidates.filter(({ manifest }) => manifest.passModelNames === true);
    const names = new Set(passing.map(({ manifest }) => manifest.name));
    return requested
      .map((name) => this.route(name, facts))
      .flatMap((route): readonly Pick<Route, 'provider' | 'model'>[] =>
        route.provider === POOL_PREFIX ? this.pools.membersOf(route.model) : [route],
      )
      .filter(({ provider }) => !names.has(provider));
  }

  /** Tokens that a model accepts as its prompt; undefined where the catalogue does not know it. */
  windowOf({ provider, model }: Pick<Route, 'provider' | 'model'>): number | undefined {
    return this.describe(provider, model).maxInput;
  }

  /** @param facts what the request shows about conditions; absent: nothing */
  route(requested: string, facts?: RouteFacts): Route {
    return mapModel(requested, this.map, facts);
  }

  /** Routed models that end soon, or have ended. */
  get retirements(): readonly RoutedRetirement[] {
    const targets = [...this.targets, ...this.fallbacks];
    return listRetirements(targets, this.catalogue, (provider) => this.hostOf(provider), today());
  }

  /** What is known of a provider's model today. */
  describe(provider: string, model: string): ModelDescription {
    if (provider === POOL_PREFIX) {
      // A session may be at any member, so the smallest window is the one that every prompt fits.
      const members = this.pools.membersOf(model).map((member) => this.describe(member.provider, member.model));
      const [smallest] = members.toSorted((a, b) => (a.maxInput ?? Infinity) - (b.maxInput ?? Infinity));
      if (smallest !== undefined) return smallest;
    }
    return describeModel(this.catalogue, model, this.hostOf(provider), today());
  }

  /** The rule that decided the route of a model name. */
  reason(requested: string, facts?: RouteFacts): string {
    return reasonOf(requested, this.map, facts);
  }

  /** The setting that chose the model for a name; undefined where the client named the model itself. */
  setting(requested: string, facts?: RouteFacts): string | undefined {
    return settingOf(requested, this.map, facts);
  }

  private hostOf(provider: string): string {
    return this.registry.candidates.find(({ manifest }) => manifest.name === provider)?.manifest.host ?? provider;
  }
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

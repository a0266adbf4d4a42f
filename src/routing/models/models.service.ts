import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { BUILT_IN_ROWS, ModelCatalogue } from '@gateway/model-catalogue';
import type { Route } from '@gateway/provider-kit';
import { GatewaySettings } from '../../config/gateway.settings.js';
import type { RouteFacts } from '../conditions/condition.types.js';
import { POOL_PREFIX } from '../pools/pool.types.js';
import { PoolsService } from '../pools/pools.service.js';
import { ProviderRegistry } from '../registry/provider.registry.js';
import { listModels, type ModelInfo } from './list-models.js';
import { mapModel, type ModelMap, reasonOf, splitPrefix, toModelMap } from './model-map.js';

const CATALOGUE = new ModelCatalogue(BUILT_IN_ROWS);

/** The model map under the settings of this gateway. */
@Injectable()
export class ModelsService implements OnApplicationBootstrap {
  private map: ModelMap;
  /** The models that this client may use. */
  models: readonly ModelInfo[];

  constructor(
    private readonly settings: GatewaySettings,
    private readonly registry: ProviderRegistry,
    private readonly pools: PoolsService,
  ) {}

  onApplicationBootstrap(): void {
    this.map = toModelMap(this.settings, this.registry.candidates);
    this.models = listModels(this.map, this.pools.all);
  }

  /** Name of the provider for a model name that no other rule matches. */
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
   * The targets of long prompts to the large Claude models, a pool as its members. A provider that accepts the
   * client's own model names is left out: the client knows these models.
   */
  get largeTargets(): readonly Pick<Route, 'provider' | 'model'>[] {
    const facts: RouteFacts = { meets: (condition) => (typeof condition === 'object' ? 'a long prompt' : undefined) };
    const passing = this.map.candidates.filter(({ manifest }) => manifest.passModelNames === true);
    const names = new Set(passing.map(({ manifest }) => manifest.name));
    return ['claude-opus', 'claude-sonnet']
      .map((name) => this.route(name, facts))
      .flatMap((route): readonly Pick<Route, 'provider' | 'model'>[] =>
        route.provider === POOL_PREFIX ? this.pools.membersOf(route.model) : [route],
      )
      .filter(({ provider }) => !names.has(provider));
  }

  /** Tokens that a model accepts as its prompt; undefined where the catalogue does not know it. */
  windowOf({ model }: Pick<Route, 'model'>): number | undefined {
    const { input, total } = CATALOGUE.find(model)?.model.window ?? {};
    return input ?? total;
  }

  /** @param facts what the request shows about conditions; absent: nothing */
  route(requested: string, facts?: RouteFacts): Route {
    return mapModel(requested, this.map, facts);
  }

  /** The rule that decided the route of a model name. */
  reason(requested: string, facts?: RouteFacts): string {
    return reasonOf(requested, this.map, facts);
  }
}

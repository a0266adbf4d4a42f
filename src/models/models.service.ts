import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Route } from '@gateway/provider-kit';
import { HouseSettings } from '../config/house.settings.js';
import { ProviderRegistry } from '../registry/provider.registry.js';
import { listModels, type ModelInfo } from './list-models.js';
import { mapModel, type ModelMap, toModelMap } from './model-map.js';

/** The model map under the settings of this gateway. */
@Injectable()
export class ModelsService implements OnApplicationBootstrap {
  private map: ModelMap;
  /** The models that a client may be offered. */
  models: readonly ModelInfo[];

  constructor(
    private readonly settings: HouseSettings,
    private readonly registry: ProviderRegistry,
  ) {}

  onApplicationBootstrap(): void {
    this.map = toModelMap(this.settings, this.registry.candidates);
    this.models = listModels(this.map);
  }

  /** Name of the provider that answers wherever the model name does not say who. */
  get preferred(): ModelMap['preferred'] {
    return this.map.preferred;
  }

  route(asked: string): Route {
    return mapModel(asked, this.map);
  }
}

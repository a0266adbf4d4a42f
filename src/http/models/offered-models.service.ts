import { Injectable } from '@nestjs/common';
import type { ListedModel } from '@gateway/provider-kit';
import { PinoLogger } from 'nestjs-pino';
import type { NamedToken } from '../../context/named-token.types.js';
import { ModelsService } from '../../routing/models/models.service.js';
import { ProviderRegistry } from '../../routing/registry/provider.registry.js';
import { mayAsk } from '../auth/require-model.js';

/**
 * The models that a client may be offered: those of the settings, and behind them the list of the preferred provider
 * where it speaks the client's own model names (contract §19).
 */
@Injectable()
export class OfferedModelsService {
  constructor(
    private readonly models: ModelsService,
    private readonly registry: ProviderRegistry,
    private readonly log: PinoLogger,
  ) {}

  /** The models that the bearer of a token may ask for. */
  async offeredTo(token: NamedToken | undefined): Promise<readonly ListedModel[]> {
    const own: readonly ListedModel[] = this.models.models;
    const known = new Set(own.map(({ id }) => id));
    const others = (await this.upstreamModels()).filter(({ id }) => !known.has(id));
    return [...own, ...others].filter(({ id }) => mayAsk(token, id));
  }

  private async upstreamModels(): Promise<readonly ListedModel[]> {
    const { manifest } = this.models.preferred;
    if (manifest.passModelNames !== true) return [];
    try {
      const provider = await this.registry.provider(manifest.name);
      return (await provider.listModels?.()) ?? [];
    } catch (error) {
      this.log.warn({ provider: manifest.name, reason: String(error) }, 'the list of models cannot be read upstream');
      return [];
    }
  }
}

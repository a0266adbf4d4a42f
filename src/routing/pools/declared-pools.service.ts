import type { ProviderRegistry } from '../registry/provider.registry.js';
import type { Pool } from './pool.types.js';
import { Pools } from './pools.js';
import { PoolsService } from './pools.service.js';
import type { DeclaredPool } from './read-pools.js';
import { resolvePools } from './resolve-pools.js';

/** The pools that the environment declares, with the providers of their members. */
export class DeclaredPoolsService extends PoolsService {
  override readonly areDeclared = true;
  private resolved: Pools | undefined;

  constructor(
    private readonly declared: readonly DeclaredPool[],
    private readonly registry: ProviderRegistry,
  ) {
    super();
  }

  override get all(): readonly Pool[] {
    return this.pools.all;
  }

  override find(name: string): Pool | undefined {
    return this.pools.find(name);
  }

  override circuitOf(route: { readonly provider: string; readonly model: string }): string {
    return this.pools.circuitOf(route);
  }

  /** The registry knows the providers only after the start. */
  private get pools(): Pools {
    return (this.resolved ??= new Pools(resolvePools(this.declared, this.registry.candidates)));
  }
}

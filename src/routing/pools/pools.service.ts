import { Inject, Injectable } from '@nestjs/common';
import { ProviderRegistry } from '../registry/provider.registry.js';
import type { Pool, PoolMember } from './pool.types.js';
import { Pools } from './pools.js';
import type { DeclaredPool } from './read-pools.js';
import { resolvePools } from './resolve-pools.js';

/** Injects the pools that the environment declares. */
export const DECLARED_POOLS = Symbol('the declared pools');

/** The pools of this gateway, with the providers of their members. */
@Injectable()
export class PoolsService {
  private resolved: Pools | undefined;

  constructor(
    @Inject(DECLARED_POOLS) private readonly declared: readonly DeclaredPool[],
    private readonly registry: ProviderRegistry,
  ) {}

  get all(): readonly Pool[] {
    return this.pools.all;
  }

  /** The members of all pools. */
  get members(): readonly PoolMember[] {
    return this.all.flatMap(({ levels }) => levels.flat());
  }

  /** The members of one pool; none where it does not exist. */
  membersOf(name: string): readonly PoolMember[] {
    return this.find(name)?.levels.flat() ?? [];
  }

  find(name: string): Pool | undefined {
    return this.pools.find(name);
  }

  circuitOf(route: { readonly provider: string; readonly model: string }): string {
    return this.pools.circuitOf(route);
  }

  /** The registry knows the providers only after the start. */
  private get pools(): Pools {
    return (this.resolved ??= new Pools(resolvePools(this.declared, this.registry.candidates)));
  }
}

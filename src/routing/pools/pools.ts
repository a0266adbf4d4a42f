import { type Pool, toMemberId } from './pool.types.js';

/** The pools of this gateway, by name. */
export class Pools {
  private readonly byName: ReadonlyMap<string, Pool>;
  /** Members whose provider has several deployments in pools. */
  private readonly deployments: ReadonlySet<string>;

  constructor(readonly all: readonly Pool[]) {
    this.byName = new Map(all.map((pool) => [pool.name, pool]));
    const members = all.flatMap(({ levels }) => levels.flat());
    const models = Map.groupBy(members, ({ provider }) => provider);
    this.deployments = new Set(
      members
        .filter(({ provider }) => new Set(models.get(provider)?.map(({ model }) => model)).size > 1)
        .map(toMemberId),
    );
  }

  find(name: string): Pool | undefined {
    return this.byName.get(name);
  }

  /**
   * The name of the circuit that a route belongs to: the provider, or `provider/model` where pools name several
   * deployments of it, which fail apart from each other.
   */
  circuitOf(route: { readonly provider: string; readonly model: string }): string {
    const id = toMemberId(route);
    return this.deployments.has(id) ? id : route.provider;
  }
}

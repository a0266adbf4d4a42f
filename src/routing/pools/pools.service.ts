import { Injectable } from '@nestjs/common';
import type { Pool, PoolMember } from './pool.types.js';

/** The pools of this gateway: by itself none. `DeclaredPoolsService` stands in its place where the environment has some. */
@Injectable()
export class PoolsService {
  /** Whether there are any. */
  readonly areDeclared: boolean = false;

  get all(): readonly Pool[] {
    return [];
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
    return this.all.find((pool) => pool.name === name);
  }

  /** The name of the circuit that a route belongs to. */
  circuitOf({ provider }: { readonly provider: string; readonly model: string }): string {
    return provider;
  }
}

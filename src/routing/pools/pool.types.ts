/** A deployment of a pool: a provider and its model. */
export interface PoolMember {
  readonly provider: string;
  readonly model: string;
  /** Its share of the sessions of its level, relative to the others. */
  readonly weight: number;
}

/** Deployments that serve one model. */
export interface Pool {
  /** In lower case; clients and settings call it `pool/<name>`. */
  readonly name: string;
  /** Tried in order: a later level is used where no member of the earlier ones is usable. */
  readonly levels: readonly (readonly PoolMember[])[];
}

/** The first part of a pool's model name. No provider can have this name. */
export const POOL_PREFIX = 'pool';

/** `provider/model`: identifies a member in hashes, metrics and the log. */
export function toMemberId({ provider, model }: Pick<PoolMember, 'provider' | 'model'>): string {
  return `${provider}/${model}`;
}

/** The model name by which clients and settings call a pool. */
export function toPoolName({ name }: Pick<Pool, 'name'>): string {
  return `${POOL_PREFIX}/${name}`;
}

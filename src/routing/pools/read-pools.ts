import type { Environment } from '../../config/environment.types.js';
import { parsePool, type WrittenMember } from './parse-pool.js';

/** A pool as it was declared; its providers are not looked up yet. */
export interface DeclaredPool {
  /** In lower case. */
  readonly name: string;
  /** As it is spelled in the environment. */
  readonly variable: string;
  readonly levels: readonly (readonly WrittenMember[])[];
}

export interface DeclaredPools {
  readonly pools: readonly DeclaredPool[];
  /** Each begins with its variable. */
  readonly mistakes: readonly string[];
}

const PREFIX = /^POOL_/i;
const WELL_FORMED = /^POOL(_[A-Z0-9]+)+$/i;

/** The pools that an environment declares: `POOL_<NAME>=levels`. The prefix belongs to pools alone. */
export function readPools(environment: Environment): DeclaredPools {
  const mistakes: string[] = [];
  const pools = new Map<string, DeclaredPool>();
  for (const [variable, text] of Object.entries(environment)) {
    if (text === undefined || !PREFIX.test(variable)) continue;
    const name = variable.slice('POOL_'.length).toLowerCase();
    const { levels, mistakes: found } = parsePool(text);
    const twin = pools.get(name);
    if (!WELL_FORMED.test(variable))
      mistakes.push(`${variable}: a name is made of letters, digits and single underscores`);
    else if (twin !== undefined) mistakes.push(`${variable}: is the same as ${twin.variable}; keep one of them`);
    else pools.set(name, { name, variable, levels });
    mistakes.push(...found.map((mistake) => `${variable}: ${mistake}`));
  }
  return { pools: [...pools.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), mistakes };
}

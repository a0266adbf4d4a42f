import type { Candidate } from '../registry/candidate.js';
import { splitPrefix } from '../models/model-map.js';
import type { Pool } from './pool.types.js';
import type { DeclaredPool } from './read-pools.js';

/** The declared pools with the providers of their members; members with a mistake are left out. */
export function resolvePools(declared: readonly DeclaredPool[], candidates: readonly Candidate[]): readonly Pool[] {
  return declared.map(({ name, levels }) => ({
    name,
    levels: levels
      .map((level) =>
        level.flatMap(({ target, weight }) => {
          const found = splitPrefix(target, candidates);
          return found === undefined ? [] : [{ ...found, weight }];
        }),
      )
      .filter((level) => level.length > 0),
  }));
}

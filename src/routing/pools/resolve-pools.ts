import { type Candidate, isConfigured } from '../registry/candidate.js';
import { splitPrefix } from '../models/model-map.js';
import { type Pool, POOL_PREFIX } from './pool.types.js';
import type { WrittenMember } from './parse-pool.js';
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

/** What is wrong with the members of the declared pools; each mistake names its variable. */
export function findPoolMistakes(
  declared: readonly DeclaredPool[],
  candidates: readonly Candidate[],
): readonly string[] {
  return declared.flatMap(({ variable, levels }) =>
    levels
      .flat()
      .map((member) => findMemberMistake(member, candidates))
      .filter((mistake) => mistake !== undefined)
      .map((mistake) => `${variable}: ${mistake}`),
  );
}

function findMemberMistake({ target }: WrittenMember, candidates: readonly Candidate[]): string | undefined {
  const provider = splitPrefix(target, candidates)?.provider;
  if (provider === POOL_PREFIX) return `${target} is a pool; a member is a model of a provider`;
  const owner = candidates.find(({ manifest }) => manifest.name === provider);
  if (owner === undefined) return `${target} names no provider`;
  return isConfigured(owner) ? undefined : `${target} needs ${owner.missing.join(', ')}`;
}

import type { Environment } from '../../config/environment.types.js';
import { type Candidate, isConfigured } from '../registry/candidate.js';
import { splitList, splitPrefix } from '../models/model-map.js';
import { parseModelMap } from '../models/parse-model-map.js';
import type { WrittenMember } from './parse-pool.js';
import { POOL_PREFIX } from './pool.types.js';
import { readPools } from './read-pools.js';
import type { RoutingSettings } from '../routing.settings.js';

type NamingSettings = Pick<RoutingSettings, 'BIG_MODEL' | 'SMALL_MODEL' | 'MODEL_MAP' | 'FALLBACK_MODELS'> & {
  readonly SAFEGUARDS_MODEL?: string | undefined;
};

/** What is wrong with the pools, and with the settings that name one; each mistake begins with its variable. */
export function findPoolMistakes(
  environment: Environment,
  settings: NamingSettings,
  candidates: readonly Candidate[],
): readonly string[] {
  const { pools, mistakes } = readPools(environment);
  const members = pools.flatMap(({ variable, levels }) =>
    levels.flat().flatMap((member) => {
      const mistake = findMemberMistake(member, candidates);
      return mistake === undefined ? [] : [`${variable}: ${mistake}`];
    }),
  );
  const names = new Set(pools.map(({ name }) => name));
  return [...mistakes, ...members, ...findUndeclared(settings, names, candidates)];
}

function findMemberMistake({ target }: WrittenMember, candidates: readonly Candidate[]): string | undefined {
  const provider = splitPrefix(target, candidates)?.provider;
  if (provider === POOL_PREFIX) return `${target} is a pool; a member is a model of a provider`;
  const owner = candidates.find(({ manifest }) => manifest.name === provider);
  if (owner === undefined) return `${target} names no provider`;
  return isConfigured(owner) ? undefined : `${target} needs ${owner.missing.join(', ')}`;
}

/** Settings that name a pool that is not declared. */
function findUndeclared(
  settings: NamingSettings,
  names: ReadonlySet<string>,
  candidates: readonly Candidate[],
): readonly string[] {
  const { BIG_MODEL = '', SMALL_MODEL = '', MODEL_MAP = '', FALLBACK_MODELS, SAFEGUARDS_MODEL = '' } = settings;
  const targets: readonly (readonly [variable: string, targets: readonly string[]])[] = [
    ['BIG_MODEL', [BIG_MODEL]],
    ['SMALL_MODEL', [SMALL_MODEL]],
    ['MODEL_MAP', parseModelMap(MODEL_MAP).flatMap((entry) => entry?.target ?? [])],
    ['FALLBACK_MODELS', splitList(FALLBACK_MODELS)],
    ['SAFEGUARDS_MODEL', [SAFEGUARDS_MODEL]],
  ];
  return targets.flatMap(([variable, written]) =>
    written.flatMap((target) => {
      const found = splitPrefix(target, candidates);
      if (found?.provider !== POOL_PREFIX || names.has(found.model)) return [];
      const known = [...names].map((name) => `${POOL_PREFIX}/${name}`).join(', ');
      return [
        `${variable}: there is no pool ${target}; ${known === '' ? 'set a POOL_ variable' : `there is ${known}`}`,
      ];
    }),
  );
}

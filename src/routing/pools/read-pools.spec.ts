import { describe, expect, it } from '@jest/globals';
import { candidates } from '../../../test/kit/app/candidates.js';
import { Pools } from './pools.js';
import { readPools } from './read-pools.js';
import { findPoolMistakes } from './find-pool-mistakes.js';
import { resolvePools } from './resolve-pools.js';

const WORLD = candidates(['openai', 'azure', 'gemini']);

function mistakesOf(environment: Readonly<Record<string, string>>): readonly string[] {
  return findPoolMistakes(environment, environment, WORLD);
}

describe('readPools', () => {
  it('finds none where none is declared', () => {
    expect(readPools({ HOST: '127.0.0.1', SPOOL_DIR: 'x' })).toEqual({ pools: [], mistakes: [] });
  });

  it('reads every pool, with providers of different kinds', () => {
    const environment = { POOL_FAST: 'gemini/flash', POOL_GPT_EU: 'azure/gpt|OpenAI/gpt-5*3' };
    expect(mistakesOf(environment)).toEqual([]);
    expect(resolvePools(readPools(environment).pools, WORLD)).toEqual([
      { name: 'fast', levels: [[{ provider: 'gemini', model: 'flash', weight: 1 }]] },
      {
        name: 'gpt_eu',
        levels: [[{ provider: 'azure', model: 'gpt', weight: 1 }], [{ provider: 'openai', model: 'gpt-5', weight: 3 }]],
      },
    ]);
  });

  it.each<[Readonly<Record<string, string>>, readonly string[]]>([
    [{ POOL_: 'azure/x' }, ['POOL_: a name is made of letters, digits and single underscores']],
    [{ 'POOL_A-B': 'azure/x' }, ['POOL_A-B: a name is made of letters, digits and single underscores']],
    [{ POOL_A: 'azure/x', pool_a: 'azure/y' }, ['pool_a: is the same as POOL_A; keep one of them']],
    [{ POOL_A: 'azure/x,' }, ['POOL_A: level 1 has an empty member; write provider/model']],
    [{ POOL_A: 'nowhere/x' }, ['POOL_A: nowhere/x names no provider']],
    [{ POOL_A: 'vertex/x' }, ['POOL_A: vertex/x needs VERTEX_API_KEY']],
    [{ POOL_A: 'pool/b', POOL_B: 'azure/x' }, ['POOL_A: pool/b is a pool; a member is a model of a provider']],
    [
      { POOL_A: 'x', POOL_B: 'y/z' },
      ['POOL_A: "x" must be provider/model, or provider/model*weight', 'POOL_B: y/z names no provider'],
    ],
    [{ SAFEGUARDS_MODEL: 'pool/a' }, ['SAFEGUARDS_MODEL: there is no pool pool/a; set a POOL_ variable']],
    [{ BIG_MODEL: 'pool/a' }, ['BIG_MODEL: there is no pool pool/a; set a POOL_ variable']],
    [
      { POOL_A: 'azure/x', SMALL_MODEL: 'pool/b', MODEL_MAP: '*=pool/A,x=pool/c', FALLBACK_MODELS: 'azure/y, pool/d' },
      [
        'SMALL_MODEL: there is no pool pool/b; there is pool/a',
        'MODEL_MAP: there is no pool pool/c; there is pool/a',
        'FALLBACK_MODELS: there is no pool pool/d; there is pool/a',
      ],
    ],
  ])('%j: %j', (environment, mistakes) => {
    expect(mistakesOf(environment)).toEqual(mistakes);
  });
});

describe('Pools', () => {
  it('gives deployments of one provider circuits of their own', () => {
    const environment = { POOL_A: 'azure/one|azure/two,gemini/x' };
    const pools = new Pools(resolvePools(readPools(environment).pools, WORLD));
    expect(
      [
        { provider: 'azure', model: 'one' },
        { provider: 'azure', model: 'other' },
        { provider: 'gemini', model: 'x' },
      ].map((route) => pools.circuitOf(route)),
    ).toEqual(['azure/one', 'azure', 'gemini']);
  });
});

import { describe, expect, it } from '@jest/globals';
import { RoutingSettings } from '../routing.settings.js';
import { candidates } from '../../../test/kit/app/candidates.js';
import { findRouteMistakes } from './find-route-mistakes.js';

const mistakesOf = (settings: Partial<RoutingSettings>, configured: readonly string[]): readonly string[] =>
  findRouteMistakes(Object.assign(new RoutingSettings(), settings), candidates(configured));

const PREFIXES = 'openai/, azure/, gemini/, vertex/, anthropic/, demo/';
const NO_PROVIDER = `names no provider; a model whose own name has a slash needs one of ${PREFIXES} before it`;

describe('findRouteMistakes', () => {
  it.each<[Partial<RoutingSettings>, readonly string[]]>([
    [{}, []],
    [{}, ['openai']],
    [{ PREFERRED_PROVIDER: 'google' }, ['gemini']],
    [{ PREFERRED_PROVIDER: 'anthropic' }, ['anthropic']],
    [{ PREFERRED_PROVIDER: 'azure', BIG_MODEL: 'a', SMALL_MODEL: 'b' }, ['azure']],
    [{ BIG_MODEL: 'openai/meta-llama/Llama-4' }, ['openai']],
    [{ MODEL_MAP: 'a=azure/b, *c*=vertex/d,' }, ['openai']],
  ])('%j with %j is fine', (settings, configured) => {
    expect(mistakesOf(settings, configured)).toEqual([]);
  });

  it.each<[Partial<RoutingSettings>, readonly string[], readonly string[]]>([
    [{ PREFERRED_PROVIDER: 'openai' }, ['gemini'], ['PREFERRED_PROVIDER: openai needs OPENAI_API_KEY']],
    [{ PREFERRED_PROVIDER: 'google' }, ['openai'], ['PREFERRED_PROVIDER: google needs GEMINI_API_KEY']],
    [
      { PREFERRED_PROVIDER: 'mistral' },
      ['openai'],
      ['PREFERRED_PROVIDER: must be one of openai, azure, google, anthropic, demo, not "mistral"'],
    ],
    [
      {},
      ['azure'],
      [
        'BIG_MODEL: must name a model of azure, which has no default',
        'SMALL_MODEL: must name a model of azure, which has no default',
      ],
    ],
    [
      { PREFERRED_PROVIDER: 'azure', BIG_MODEL: 'a' },
      ['azure'],
      ['SMALL_MODEL: must name a model of azure, which has no default'],
    ],
    [{ BIG_MODEL: 'mistral/large' }, ['openai'], [`BIG_MODEL: "mistral/large" ${NO_PROVIDER}`]],
    [{ SMALL_MODEL: 'openai/' }, ['openai'], [`SMALL_MODEL: "openai/" ${NO_PROVIDER}`]],
    [
      { MODEL_MAP: 'a=mistral/b,c=d,e' },
      ['openai'],
      [
        `MODEL_MAP: "mistral/b" ${NO_PROVIDER}`,
        'MODEL_MAP: "d" names no provider; write provider/model',
        'MODEL_MAP: must be a list of pattern=provider/model, separated by commas',
      ],
    ],
  ])('%j with %j', (settings, configured, expected) => {
    expect(mistakesOf(settings, configured)).toEqual(expected);
  });
});

import { describe, expect, it } from '@jest/globals';
import { RoutingSettings } from '../routing.settings.js';
import { candidates } from '../../../test/kit/app/candidates.js';
import { findPreferred, mapModel, reasonOf, toModelMap } from './model-map.js';

interface World {
  readonly configured: readonly string[];
  readonly settings?: Partial<RoutingSettings>;
  readonly vertexAnswersGemini?: boolean;
}

const openai: World = { configured: ['openai'] };
const azure: World = {
  configured: ['openai', 'azure'],
  settings: { PREFERRED_PROVIDER: 'azure', BIG_MODEL: 'large', SMALL_MODEL: 'little' },
};
const google: World = { configured: ['openai', 'gemini'], settings: { PREFERRED_PROVIDER: 'google' } };
const vertex: World = {
  configured: ['gemini', 'vertex'],
  vertexAnswersGemini: true,
  settings: { PREFERRED_PROVIDER: 'google' },
};
const anthropic: World = {
  configured: ['openai', 'gemini', 'anthropic'],
  settings: { PREFERRED_PROVIDER: 'anthropic', BIG_MODEL: 'gpt-4.1' },
};
const nobody: World = { configured: [] };
const everybody: World = { configured: ['openai', 'azure', 'gemini', 'anthropic'] };

const mapped = (world: World, MODEL_MAP: string): World => ({ ...world, settings: { ...world.settings, MODEL_MAP } });
const sized = (world: World, BIG_MODEL: string, SMALL_MODEL: string): World => ({
  ...world,
  settings: { ...world.settings, BIG_MODEL, SMALL_MODEL },
});

function routeOf({ configured, settings = {}, vertexAnswersGemini }: World, requested: string): string {
  const world = candidates(configured, vertexAnswersGemini);
  const route = mapModel(requested, toModelMap(Object.assign(new RoutingSettings(), settings), world));
  expect(route.requestedModel).toBe(requested);
  return `${route.provider}/${route.model}`;
}

describe('mapModel', () => {
  it.each<[string, World, string, string]>([
    ['haiku is small', openai, 'claude-haiku-4-5-20251001', 'openai/gpt-4.1-mini'],
    ['haiku of old is small', openai, 'claude-3-5-haiku-latest', 'openai/gpt-4.1-mini'],
    ['sonnet is big', openai, 'claude-sonnet-4-5', 'openai/gpt-4.1'],
    ['opus is big', openai, 'claude-opus-5[1m]', 'openai/gpt-4.1'],
    ['a family of tomorrow is big', openai, 'claude-fable-1', 'openai/gpt-4.1'],
    ["Bedrock's spelling", openai, 'anthropic.claude-3-5-sonnet-20241022-v2:0', 'openai/gpt-4.1'],
    ['BIG_MODEL and SMALL_MODEL', sized(openai, 'gpt-5.4', 'gpt-5.4-mini'), 'claude-opus-5', 'openai/gpt-5.4'],
    ['BIG_MODEL with a prefix', sized(google, 'openai/o3', 'x'), 'claude-opus-5', 'openai/o3'],
    ['SMALL_MODEL with a prefix', sized(openai, 'x', 'gemini/flash'), 'claude-haiku-5', 'gemini/flash'],
    ["Azure's deployments", azure, 'claude-sonnet-5', 'azure/large'],
    ["Google's defaults", google, 'claude-sonnet-5', 'gemini/gemini-2.5-pro'],
    ['no Gemini model goes to OpenAI', sized(google, 'gpt-4.1', 'gemini-2.5-flash'), 'claude-opus-5', 'openai/gpt-4.1'],
    ['but a Gemini model stays', sized(google, 'gpt-4.1', 'gemini-3-flash'), 'claude-haiku-5', 'gemini/gemini-3-flash'],
    ['Vertex where it answers for Google', vertex, 'claude-haiku-5', 'vertex/gemini-2.5-flash'],
    ['the demo where no other provider is configured', nobody, 'claude-sonnet-5', 'demo/demo'],
    ['the first that is configured', everybody, 'claude-sonnet-5', 'openai/gpt-4.1'],

    ['a prefix', openai, 'openai/gpt-5.4', 'openai/gpt-5.4'],
    ['a prefix in capitals', openai, 'OpenAI/gpt-5.4', 'openai/gpt-5.4'],
    ['a prefix, more slashes', openai, 'openai/meta-llama/Llama-4', 'openai/meta-llama/Llama-4'],
    ['a prefix before the families', google, 'anthropic/claude-sonnet-5', 'anthropic/claude-sonnet-5'],
    ['a prefix of a provider without credentials', openai, 'azure/my-gpt', 'azure/my-gpt'],
    ['gemini/ at AI Studio', google, 'gemini/gemini-3-pro', 'gemini/gemini-3-pro'],
    ['gemini/ at Vertex', vertex, 'gemini/gemini-3-pro', 'vertex/gemini-3-pro'],
    ['vertex/ is always Vertex', google, 'vertex/gemini-3-pro', 'vertex/gemini-3-pro'],
    ['an unknown prefix', openai, 'meta-llama/Llama-4', 'openai/meta-llama/Llama-4'],
    ['a prefix and nothing', openai, 'openai/', 'openai/openai/'],

    ['a bare name of the preferred', openai, 'gpt-5.4', 'openai/gpt-5.4'],
    ['a bare name of another', google, 'o4-mini', 'openai/o4-mini'],
    ['gpt-* at Azure where it is preferred', azure, 'gpt-4o', 'azure/gpt-4o'],
    ['a bare Gemini name', { configured: ['openai', 'gemini'] }, 'gemini-3-pro', 'gemini/gemini-3-pro'],
    ['a bare name whose owner lacks credentials', openai, 'gemini-3-pro', 'openai/gemini-3-pro'],
    ['an unknown bare name', google, 'mistral-large', 'gemini/mistral-large'],

    ['Anthropic keeps names', anthropic, 'claude-haiku-4-5', 'anthropic/claude-haiku-4-5'],
    ['Anthropic keeps unknown names', anthropic, 'experimental', 'anthropic/experimental'],
    ['but not those of others', anthropic, 'gpt-5.4', 'openai/gpt-5.4'],
    ['nor a prefix', anthropic, 'gemini/gemini-3-pro', 'gemini/gemini-3-pro'],

    ['MODEL_MAP, exactly', mapped(openai, 'claude-x=gemini/flash'), 'claude-x', 'gemini/flash'],
    ['MODEL_MAP, not a part', mapped(openai, 'claude-x=gemini/flash'), 'claude-x2', 'openai/gpt-4.1'],
    ['MODEL_MAP, a wildcard', mapped(openai, 'claude-haiku-*=gemini/flash'), 'claude-haiku-4', 'gemini/flash'],
    ['MODEL_MAP, wildcards around', mapped(openai, '*opus*=azure/big'), 'claude-opus-4', 'azure/big'],
    ['MODEL_MAP, a dot is a dot', mapped(openai, 'gpt-4.1=azure/x'), 'gpt-4o1', 'openai/gpt-4o1'],
    ['MODEL_MAP, the first wins', mapped(openai, 'c*=azure/1 , claude=gemini/2'), 'claude', 'azure/1'],
    ['MODEL_MAP before a prefix', mapped(openai, 'openai/*=azure/all'), 'openai/gpt-5.4', 'azure/all'],
    [
      'MODEL_MAP at Anthropic',
      mapped(anthropic, '*haiku*=openai/gpt-5.4-mini'),
      'claude-haiku-4',
      'openai/gpt-5.4-mini',
    ],
    ['MODEL_MAP, target with slashes', mapped(openai, 'a=openai/meta/llama'), 'a', 'openai/meta/llama'],
  ])('%s', (_name, world, requested, expected) => {
    expect(routeOf(world, requested)).toBe(expected);
  });
});

describe('findPreferred', () => {
  it.each<[string | undefined, readonly string[], boolean, string | undefined]>([
    [undefined, ['gemini', 'anthropic'], false, 'gemini'],
    [undefined, ['anthropic', 'azure'], false, 'azure'],
    [undefined, [], false, 'demo'],
    [undefined, ['gemini', 'vertex'], true, 'vertex'],
    ['google', ['vertex'], false, 'vertex'],
    ['google', [], false, 'gemini'],
    ['google', [], true, 'vertex'],
    ['Azure', [], false, 'azure'],
    ['vertex', ['gemini'], false, 'vertex'],
    ['nobody', ['openai'], false, undefined],
  ])('%s of %j (Vertex for Gemini: %s) is %s', (wanted, configured, vertexAnswersGemini, expected) => {
    expect(findPreferred(wanted, candidates(configured, vertexAnswersGemini))?.manifest.name).toBe(expected);
  });
});

describe('reasonOf', () => {
  it.each<[World, string, string]>([
    [mapped(openai, 'claude-h*=gemini/flash'), 'claude-haiku-4', 'MODEL_MAP: claude-h*=gemini/flash'],
    [openai, 'openai/gpt-5.4', 'prefix'],
    [openai, 'claude-haiku-5', 'SMALL_MODEL'],
    [openai, 'claude-opus-5', 'BIG_MODEL'],
    [google, 'gpt-5.4', 'a model of openai'],
    [google, 'mistral-large', 'preferred provider'],
  ])('%j: %s goes by %s', ({ configured, settings = {} }, requested, reason) => {
    const map = toModelMap(Object.assign(new RoutingSettings(), settings), candidates(configured));
    expect(reasonOf(requested, map)).toBe(reason);
  });
});

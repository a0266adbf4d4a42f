import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { manifestOf } from '@gateway/provider-kit';
import { checkSettings } from '../../config/check-settings.js';
import { RoutingSettings } from '../routing.settings.js';
import { createApp } from '../../app/create-app.js';
import { PLUGINS } from '../../plugins.js';
import { toCandidate } from '../registry/candidate.js';
import { findRouteMistakes } from './find-route-mistakes.js';
import { listModels } from './list-models.js';
import { mapModel, type ModelMap, toModelMap } from './model-map.js';

type Variables = Readonly<Record<string, string>>;

const OPENAI = { OPENAI_API_KEY: 'k' };
const AZURE = { AZURE_OPENAI_ENDPOINT: 'https://r.openai.azure.com', AZURE_OPENAI_API_KEY: 'k' };
const DEPLOYMENTS = { BIG_MODEL: 'large', SMALL_MODEL: 'little' };
const GEMINI = { GEMINI_API_KEY: 'k' };
const VERTEX = { VERTEX_PROJECT: 'p' };
const ON_VERTEX = { ...VERTEX, USE_VERTEX_AUTH: 'true' };
const ANTHROPIC = { ANTHROPIC_API_KEY: 'k' };
const google = { PREFERRED_PROVIDER: 'google' };
const azure = { PREFERRED_PROVIDER: 'azure' };
const anthropic = { PREFERRED_PROVIDER: 'anthropic' };

/** The map of the real plugins under these variables. */
function mapOf(variables: Variables): ModelMap {
  const gatewaySettings = checkSettings(RoutingSettings, variables).value;
  const candidates = PLUGINS.flatMap((plugin) => {
    const manifest = manifestOf(plugin);
    return manifest === undefined ? [] : [toCandidate(manifest, checkSettings(manifest.settings, variables).value)];
  });
  expect(findRouteMistakes(gatewaySettings, candidates)).toEqual([]);
  return toModelMap(gatewaySettings, candidates);
}

describe('the real plugins', () => {
  it.each<[string, Variables, string]>([
    ['the demo where nothing is set', {}, 'demo'],
    ['openai first', { ...OPENAI, ...AZURE, ...GEMINI, ...ANTHROPIC }, 'openai'],
    ['then azure', { ...AZURE, ...DEPLOYMENTS, ...GEMINI, ...ANTHROPIC }, 'azure'],
    ['then google', { ...GEMINI, ...ANTHROPIC }, 'gemini'],
    ['google on Vertex', { ...GEMINI, ...ON_VERTEX, ...ANTHROPIC }, 'vertex'],
    ['then anthropic', ANTHROPIC, 'anthropic'],
    ['a server without a key', { OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' }, 'openai'],
    ['what is asked for', { ...OPENAI, ...GEMINI, ...google }, 'gemini'],
  ])('prefer %s', (_, variables, preferred) => {
    expect(mapOf(variables).preferred.manifest.name).toBe(preferred);
  });

  it.each<[Variables, string, string]>([
    [OPENAI, 'claude-opus-5', 'openai/gpt-6-sol'],
    [OPENAI, 'claude-haiku-5', 'openai/gpt-6-luna'],
    [OPENAI, 'claude-of-tomorrow-1', 'openai/gpt-6-sol'],
    [{ ...OPENAI, ...ANTHROPIC }, 'claude-sonnet-5', 'openai/gpt-6-sol'],
    [{ ...OPENAI, BIG_MODEL: 'gemini/gemini-3-pro' }, 'claude-sonnet-5', 'gemini/gemini-3-pro'],
    [GEMINI, 'claude-opus-5', 'gemini/gemini-3.8-flash'],
    [GEMINI, 'claude-haiku-5', 'gemini/gemini-3.5-flash-lite'],
    [ON_VERTEX, 'claude-opus-5', 'vertex/gemini-3.8-flash'],
    [{ ...GEMINI, ...OPENAI, ...google, BIG_MODEL: 'gpt-4.1' }, 'claude-opus-5', 'openai/gpt-4.1'],
    [{ ...GEMINI, ...OPENAI, ...google, BIG_MODEL: 'gpt-4.1' }, 'claude-haiku-5', 'gemini/gemini-3.5-flash-lite'],
    [{ ...AZURE, ...DEPLOYMENTS }, 'claude-opus-5', 'azure/large'],
    [{ ...OPENAI, ...ANTHROPIC, ...anthropic, BIG_MODEL: 'gpt-4.1' }, 'claude-opus-5', 'anthropic/claude-opus-5'],
    [{ ...OPENAI, MODEL_MAP: '*opus*=anthropic/claude-opus-5' }, 'claude-opus-4', 'anthropic/claude-opus-5'],
    [{ ...OPENAI, MODEL_MAP: 'anthropic/*=gemini/x' }, 'anthropic/claude-opus-5', 'gemini/x'],

    [{ ...OPENAI, ...VERTEX }, 'anthropic/claude-opus-5', 'vertex-claude/claude-opus-5'],
    [{ ...OPENAI, ...VERTEX, ...ANTHROPIC }, 'anthropic/claude-opus-5', 'anthropic/claude-opus-5'],
    [{ ...OPENAI, ...VERTEX, MODEL_MAP: '*opus*=anthropic/a' }, 'claude-opus-4', 'vertex-claude/a'],
    [{ ...OPENAI, ...VERTEX, ...anthropic }, 'claude-haiku-5', 'vertex-claude/claude-haiku-5'],
    [{ ...OPENAI, ...VERTEX, ...anthropic }, 'gpt-4.1', 'openai/gpt-4.1'],

    [OPENAI, 'openai/gpt-5.4', 'openai/gpt-5.4'],
    [OPENAI, 'azure/my-gpt', 'azure/my-gpt'],
    [OPENAI, 'anthropic/claude-opus-5', 'anthropic/claude-opus-5'],
    [OPENAI, 'gemini/gemini-3-pro', 'gemini/gemini-3-pro'],
    [{ ...OPENAI, ...ON_VERTEX }, 'gemini/gemini-3-pro', 'vertex/gemini-3-pro'],
    [{ ...OPENAI, ...GEMINI, ...VERTEX }, 'gemini/gemini-3-pro', 'gemini/gemini-3-pro'],
    [{ ...OPENAI, ...GEMINI, ...VERTEX }, 'vertex/gemini-3-pro', 'vertex/gemini-3-pro'],
    [{ ...OPENAI, ...ON_VERTEX }, 'vertex/gemini-3-pro', 'vertex/gemini-3-pro'],

    [{ ...OPENAI, ...AZURE }, 'gpt-5.4', 'openai/gpt-5.4'],
    [{ ...OPENAI, ...AZURE, ...azure, ...DEPLOYMENTS }, 'gpt-5.4', 'azure/gpt-5.4'],
    [{ ...OPENAI, ...AZURE, ...azure, ...DEPLOYMENTS }, 'o4-mini', 'azure/o4-mini'],
    [{ ...OPENAI, ...GEMINI, ...google }, 'gpt-4.1', 'openai/gpt-4.1'],
    [{ ...OPENAI, ...GEMINI, ...google }, 'o3', 'openai/o3'],
    [{ ...OPENAI, ...GEMINI }, 'gemini-3-flash', 'gemini/gemini-3-flash'],
    [{ ...OPENAI, ...ON_VERTEX }, 'gemini-3-flash', 'vertex/gemini-3-flash'],
    [OPENAI, 'gemini-3-flash', 'openai/gemini-3-flash'],
    [{ ...OPENAI, ...ANTHROPIC, ...anthropic }, 'gpt-4.1', 'openai/gpt-4.1'],
    [{ ...GEMINI, ...ANTHROPIC, ...anthropic }, 'gpt-4.1', 'anthropic/gpt-4.1'],
    [{ ...OPENAI, ...ANTHROPIC, ...anthropic }, 'experiment-7', 'anthropic/experiment-7'],
    [{ ...AZURE, ...DEPLOYMENTS }, 'my-deployment', 'azure/my-deployment'],
  ])('%j: %s is %s', (variables, requested, expected) => {
    const { provider, model } = mapModel(requested, mapOf(variables));
    expect(`${provider}/${model}`).toBe(expected);
  });

  it('are listed under the names that Claude Code would show', () => {
    const variables = { ...OPENAI, ...GEMINI, MODEL_MAP: 'claude-gemini-3=gemini/gemini-3-pro,*x*=azure/y' };
    expect(listModels(mapOf(variables), () => ({ lifecycle: 'live' })).map(({ display_name: name }) => name)).toEqual([
      'claude-gemini-3 → gemini/gemini-3-pro',
      'claude-opus → openai/gpt-6-sol',
      'claude-sonnet → openai/gpt-6-sol',
      'claude-haiku → openai/gpt-6-luna',
      'claude-fable → openai/gpt-6-sol',
    ]);
  });
});

describe('a route to a provider without credentials', () => {
  let app: NestExpressApplication;
  let url: string;
  beforeAll(async () => {
    app = await createApp({ environment: { LOG_LEVEL: 'silent', ...OPENAI } });
    await app.listen(0, '127.0.0.1');
    url = `${await app.getUrl()}/v1/messages`;
  });
  afterAll(() => app.close());

  it.each([
    ['azure/x', 'AZURE_OPENAI_ENDPOINT, AZURE_OPENAI_API_KEY'],
    ['gemini/x', 'GEMINI_API_KEY'],
    ['vertex/x', 'VERTEX_PROJECT'],
    ['anthropic/x', 'ANTHROPIC_API_KEY'],
  ])('%s is a 404 that names %s', async (model, variables) => {
    for (const path of ['', '/count_tokens', '/explain']) {
      const body = JSON.stringify({ model, max_tokens: 1, messages: [{ role: 'user', content: 'hi' }] });
      const response = await fetch(url + path, { method: 'POST', body });
      expect(response.status).toBe(404);
      const { error } = (await response.json()) as { error: { type: string; message: string } };
      expect(error.type).toBe('not_found_error');
      expect(error.message).toContain(variables);
    }
  });
});

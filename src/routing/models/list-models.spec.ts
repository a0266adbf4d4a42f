import { describe, expect, it } from '@jest/globals';
import { RoutingSettings } from '../routing.settings.js';
import { candidates } from '../../../test/kit/app/candidates.js';
import { builtInModels } from '@gateway/testing';
import { describeModel, type ModelDescription } from './describe-model.js';
import { listModels } from './list-models.js';
import { toModelMap } from './model-map.js';

const describing = (provider: string, model: string): ModelDescription =>
  describeModel(builtInModels, model, provider, '2026-11-28');
const listed = (settings: Partial<RoutingSettings>, configured: readonly string[]): readonly string[] =>
  listModels(toModelMap(Object.assign(new RoutingSettings(), settings), candidates(configured)), describing).map(
    (model) => model.display_name,
  );

describe('listModels', () => {
  it('describes a model as the Messages API does', () => {
    expect(listModels(toModelMap(new RoutingSettings(), candidates(['openai'])), describing)[0]).toEqual({
      type: 'model',
      id: 'claude-opus',
      display_name: 'claude-opus → openai/gpt-4.1',
      created_at: '2026-01-01T00:00:00Z',
      description: 'openai/gpt-4.1, 1048k in, 33k out',
      lifecycle: 'deprecated',
      deprecated_at: '2027-01-14T00:00:00Z',
      max_input_tokens: 1_047_576,
      max_tokens: 32_768,
    });
  });

  it('lists exact names of MODEL_MAP that contain claude, then the families', () => {
    const MODEL_MAP = 'claude-gpt-5=openai/gpt-5.4,gpt=openai/gpt-5.4,claude-x*=openai/o3,claude-opus=openai/o1';
    expect(listed({ MODEL_MAP }, ['openai'])).toEqual([
      'claude-gpt-5 → openai/gpt-5.4',
      'claude-opus → openai/o1',
      'claude-sonnet → openai/gpt-4.1',
      'claude-haiku → openai/gpt-4.1-mini',
      'claude-fable → openai/gpt-4.1',
    ]);
  });

  it('leaves out models without a provider', () => {
    const settings = { PREFERRED_PROVIDER: 'google', BIG_MODEL: 'gpt-4.1', MODEL_MAP: 'claude-x=azure/x' };
    expect(listed(settings, ['gemini'])).toEqual(['claude-haiku → gemini/gemini-2.5-flash']);
  });

  it('leaves out the families where names are kept', () => {
    const settings = { PREFERRED_PROVIDER: 'anthropic', MODEL_MAP: 'claude-gpt=openai/gpt-5.4' };
    expect(listed(settings, ['openai', 'anthropic'])).toEqual(['claude-gpt → openai/gpt-5.4']);
  });
});

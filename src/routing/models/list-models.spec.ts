import { describe, expect, it } from '@jest/globals';
import { GatewaySettings } from '../../config/gateway.settings.js';
import { candidates } from '../../../test/kit/app/candidates.js';
import { listModels } from './list-models.js';
import { toModelMap } from './model-map.js';

const listed = (settings: Partial<GatewaySettings>, configured: readonly string[]): readonly string[] =>
  listModels(toModelMap(Object.assign(new GatewaySettings(), settings), candidates(configured))).map(
    (model) => model.display_name,
  );

describe('listModels', () => {
  it('describes a model as the Messages API does', () => {
    expect(listModels(toModelMap(new GatewaySettings(), candidates(['openai'])))[0]).toEqual({
      type: 'model',
      id: 'claude-opus',
      display_name: 'claude-opus → openai/gpt-4.1',
      created_at: '2026-01-01T00:00:00Z',
      lifecycle: 'active',
    });
  });

  it('lists exact names of MODEL_MAP that contain claude, then the families', () => {
    const MODEL_MAP = 'claude-gpt-5=openai/gpt-5.4,gpt=openai/gpt-5.4,claude-f*=openai/o3,claude-opus=openai/o1';
    expect(listed({ MODEL_MAP }, ['openai'])).toEqual([
      'claude-gpt-5 → openai/gpt-5.4',
      'claude-opus → openai/o1',
      'claude-sonnet → openai/gpt-4.1',
      'claude-haiku → openai/gpt-4.1-mini',
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

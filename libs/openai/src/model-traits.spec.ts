import { describe, expect, it } from '@jest/globals';
import { BUILT_IN_ROWS, mergeRows, ModelCatalogue } from '@gateway/model-catalogue';
import { builtInModels } from '@gateway/testing';
import { openAiTraits } from './model-traits.js';
import type { OpenAiService } from './openai-service.types.js';
import { toEffort } from './fields/to-effort.js';

const OPENAI: OpenAiService = {
  name: 'openai',
  official: true,
  obfuscation: true,
  models: builtInModels,
  apiVariable: 'OPENAI_API',
  identifies: 'session',
  modelOf: (name) => name,
};

describe('what is known of a model', () => {
  it.each([
    [
      'gpt-4.1',
      { reasoning: false, systemRole: 'system', sampling: 'always', maxOutput: 32_768, prefersResponses: false },
    ],
    ['gpt-4o-2024-08-06', { reasoning: false, maxOutput: 16_384 }],
    ['openai/gpt-4o-mini', { reasoning: false, maxOutput: 16_384 }],
    ['gpt-5-chat-latest', { reasoning: false, sampling: 'always' }],
    ['o3-2025-04-16', { reasoning: true, stop: false, parallelToolCalls: false, systemRole: 'developer' }],
    ['o1', { reasoning: true, stop: true }],
    ['gpt-5', { sampling: 'never', effortWithTools: 'free', prefersResponses: true }],
    ['gpt-5.1', { sampling: 'with-effort-none', off: 'none' }],
    ['gpt-5.2', { effortWithTools: 'omitted', reasoningContext: false, inputWindow: 272_000 }],
    ['gpt-5.4', { effortWithTools: 'none', reasoningContext: false, contextWindow: 1_050_000 }],
    ['gpt-5.5-pro', { chat: false, prefersResponses: true }],
    ['gpt-5.6', { effortWithTools: 'none', reasoningContext: true }],
    ['gpt-6-astra', { effortWithTools: 'refused', sampling: 'never', inputWindow: 922_000 }],
    ['gpt-7', { effortWithTools: 'refused', reasoningContext: true }],
    ['gpt-daybreak-red-latest', { chat: false }],
    ['someone-elses', { reasoning: false, systemRole: 'system', sampling: 'without-effort', effortWithTools: 'none' }],
  ])('%s', (model, traits) => {
    expect(openAiTraits(OPENAI, model, 'chat')).toMatchObject(traits);
  });

  it('is nothing at a compatible server, whatever the name', () => {
    expect(openAiTraits({ ...OPENAI, official: false }, 'gpt-5.4', 'chat')).toMatchObject({
      reasoning: false,
      maxTokensField: 'max_tokens',
      efforts: [],
    });
  });

  it("is the row of an operator at a compatible server, where it is not one of OpenAI's own", () => {
    const rows = [{ id: 'qwen4', maker: 'qwen', window: { total: 262_144 }, answer: { max: 65_536 } }];
    const models = new ModelCatalogue(mergeRows(BUILT_IN_ROWS, rows));
    expect(openAiTraits({ ...OPENAI, models, official: false }, 'qwen4', 'chat')).toMatchObject({
      maxTokensField: 'max_tokens',
      efforts: [],
      effortWithTools: 'free',
      contextWindow: 262_144,
      maxOutput: 65_536,
    });
  });
});

describe('the effort that comes closest', () => {
  it.each([
    ['gpt-5.2', 'off', 'none', 'none'],
    ['gpt-5.2', 'minimal', 'low', 'low'],
    ['gpt-5.2', 'max', 'xhigh', 'xhigh'],
    ['gpt-5.1', 'xhigh', 'high', 'high'],
    ['gpt-5', 'off', 'minimal', 'minimal'],
    ['gpt-5', 'minimal', 'minimal', 'minimal'],
    ['gpt-6-sol', 'max', 'xhigh', 'max'],
    ['gpt-6.1-sol', 'off', 'low', 'low'],
    ['gpt-6.3-nova', 'max', 'xhigh', 'max'],
    ['o3', 'off', undefined, undefined],
    ['o3', 'max', 'high', 'high'],
    ['gpt-4.1', 'high', undefined, undefined],
    ['gpt-5', 'unset', undefined, undefined],
    ['someone-elses', 'xhigh', 'high', 'high'],
  ] as const)('%s, %s: %s on Chat, %s on Responses', (model, level, chat, responses) => {
    expect(toEffort(level, openAiTraits(OPENAI, model, 'chat'))).toBe(chat);
    expect(toEffort(level, openAiTraits(OPENAI, model, 'responses'))).toBe(responses);
  });

  it.each([
    ['gpt-5-codex', 'off', 'low'],
    ['gpt-5-pro', 'low', 'high'],
    ['gpt-5.5-pro', 'low', 'medium'],
  ] as const)('%s, %s: %s on Responses, its only API', (model, level, effort) => {
    expect(toEffort(level, openAiTraits(OPENAI, model, 'responses'))).toBe(effort);
  });
});

import { describe, expect, it } from '@jest/globals';
import { openAiTraits } from './model-traits.js';
import { toEffort } from './to-effort.js';

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
    ['gpt-5.2', { effortWithTools: 'omitted', reasoningContext: false }],
    ['gpt-5.4', { effortWithTools: 'none', reasoningContext: false }],
    ['gpt-5.6', { effortWithTools: 'none', reasoningContext: true }],
    ['gpt-7', { effortWithTools: 'none', reasoningContext: true }],
    ['someone-elses', { reasoning: false, systemRole: 'system', sampling: 'without-effort', effortWithTools: 'none' }],
  ])('%s', (model, traits) => {
    expect(openAiTraits(model, true)).toMatchObject(traits);
  });

  it('is nothing at a compatible server, whatever the name', () => {
    expect(openAiTraits('gpt-5.4', false)).toMatchObject({
      reasoning: false,
      maxTokensField: 'max_tokens',
      efforts: [],
    });
  });
});

describe('the effort that comes closest', () => {
  it.each([
    ['gpt-5.2', 'off', 'none'],
    ['gpt-5.2', 'minimal', 'low'],
    ['gpt-5.2', 'max', 'xhigh'],
    ['gpt-5.1', 'xhigh', 'high'],
    ['gpt-5', 'off', 'minimal'],
    ['gpt-5', 'minimal', 'minimal'],
    ['gpt-5-codex', 'off', 'low'],
    ['gpt-5-pro', 'low', 'high'],
    ['o3', 'off', undefined],
    ['o3', 'max', 'high'],
    ['gpt-4.1', 'high', undefined],
    ['gpt-5', 'unset', undefined],
    ['someone-elses', 'xhigh', 'high'],
  ] as const)('%s, %s: %s', (model, level, effort) => {
    expect(toEffort(level, openAiTraits(model, true))).toBe(effort);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { Level, NormalizedRequest } from '@gateway/provider-kit';
import { builtInModels } from '@gateway/testing';
import { geminiTraits } from '../gemini-traits.js';
import { toThinkingConfig } from './to-thinking-config.js';

function normalized(level: Level, more: Partial<NormalizedRequest> = {}): NormalizedRequest {
  const request = { model: 'm', max_tokens: 64_000, messages: [] };
  const base = {
    level,
    thoughts: 'hidden',
    maxTokens: 64_000,
    request,
    changes: new Set(),
  } as Partial<NormalizedRequest>;
  return { ...base, ...more } as NormalizedRequest;
}

const config = (model: string, requested: NormalizedRequest): unknown =>
  toThinkingConfig(requested, geminiTraits(builtInModels, model).thinking);

describe('toThinkingConfig', () => {
  it.each<[Level, number | undefined, number | undefined, string | undefined, string | undefined, string | undefined]>([
    // level, 2.5-flash, 2.5-pro, 3-pro, 3.1-pro, 3-flash
    ['unset', undefined, undefined, undefined, undefined, undefined],
    ['off', 0, 128, 'LOW', 'LOW', 'MINIMAL'],
    ['minimal', 512, 512, 'LOW', 'LOW', 'MINIMAL'],
    ['low', 1024, 1024, 'LOW', 'LOW', 'LOW'],
    ['medium', 8192, 8192, 'HIGH', 'MEDIUM', 'MEDIUM'],
    ['high', 24_576, 24_576, 'HIGH', 'HIGH', 'HIGH'],
    ['xhigh', 24_576, 32_768, 'HIGH', 'HIGH', 'HIGH'],
    ['max', 24_576, 32_768, 'HIGH', 'HIGH', 'HIGH'],
  ])('sends %s to every family in its own form', (level, flash, pro, three, threeOne, threeFlash) => {
    const budget = (tokens?: number): unknown =>
      tokens === undefined ? undefined : { thinkingBudget: tokens, includeThoughts: false };
    const name = (word?: string): unknown =>
      word === undefined ? undefined : { thinkingLevel: word, includeThoughts: false };
    expect(config('gemini-2.5-flash', normalized(level))).toEqual(budget(flash));
    expect(config('gemini-2.5-pro', normalized(level))).toEqual(budget(pro));
    expect(config('gemini-3-pro-preview', normalized(level))).toEqual(name(three));
    expect(config('gemini-3.1-pro-preview', normalized(level))).toEqual(name(threeOne));
    expect(config('gemini-3-flash-preview', normalized(level))).toEqual(name(threeFlash));
    expect(config('gemini-2.0-flash', normalized(level))).toBeUndefined();
  });

  it.each<[string, string, Partial<NormalizedRequest>, number]>([
    ['as it is', 'gemini-2.5-flash', { budget: 5000 }, 5000],
    ['within the range of the model', 'gemini-2.5-flash', { budget: 60_000 }, 24_576],
    ['within the larger range of pro', 'gemini-2.5-pro', { budget: 60_000 }, 32_768],
    ['below max_tokens', 'gemini-2.5-flash', { budget: 5000, maxTokens: 2000 }, 1999],
    ['never below what the model needs', 'gemini-2.5-pro', { budget: 1024, maxTokens: 50 }, 128],
  ])('sends the budget of the client, %s', (_, model, more, expected) => {
    expect(config(model, normalized('medium', more))).toMatchObject({ thinkingBudget: expected });
  });

  it('requests thoughts only where the client sees them', () => {
    expect(config('gemini-3-pro-preview', normalized('high', { thoughts: 'shown' }))).toMatchObject({
      includeThoughts: true,
    });
    expect(config('gemini-3-pro-preview', normalized('high', { thoughts: 'state' }))).toMatchObject({
      includeThoughts: false,
    });
  });

  it.each<[Level, string, boolean]>([
    ['medium', 'gemini-3-pro-preview', true],
    ['high', 'gemini-3-pro-preview', false],
    ['off', 'gemini-2.5-pro', true],
    ['off', 'gemini-2.5-flash', false],
    ['low', 'gemini-2.0-flash', true],
    ['off', 'gemini-2.0-flash', false],
  ])('%s on %s is another effort than asked for: %s', (level, model, adjusted) => {
    const requested = normalized(level);
    config(model, requested);
    expect(requested.changes.has('effort-adjusted')).toBe(adjusted);
  });
});

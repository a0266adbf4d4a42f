import { describe, expect, it } from '@jest/globals';
import { toClientVariables } from './to-client-variables.js';

const WINDOWS: Readonly<Record<string, number>> = { small: 128_000, middle: 272_000, large: 1_050_000 };

describe('toClientVariables', () => {
  it.each<[readonly string[], Readonly<Record<string, string>>]>([
    [[], {}],
    [['unknown'], {}],
    [['large'], {}],
    [['middle'], { CLAUDE_CODE_MAX_CONTEXT_TOKENS: '272000' }],
    [['large', 'small', 'unknown', 'middle'], { CLAUDE_CODE_MAX_CONTEXT_TOKENS: '128000' }],
  ])('%j', (models, expected) => {
    const routes = models.map((model) => ({ provider: 'a', model }));
    expect(toClientVariables({ routes, windowOf: ({ model }) => WINDOWS[model] })).toEqual(expected);
  });
});

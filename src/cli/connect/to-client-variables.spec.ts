import { describe, expect, it } from '@jest/globals';
import { type RoutedModels, toClientVariables } from './to-client-variables.js';

const WINDOWS: Readonly<Record<string, number>> = { small: 128_000, middle: 272_000, large: 1_050_000 };

const variablesOf = (models: Partial<RoutedModels>): Readonly<Record<string, string>> =>
  toClientVariables({ routes: [], families: [], waits: [], windowOf: ({ model }) => WINDOWS[model], ...models });

describe('toClientVariables', () => {
  it.each<[readonly string[], string | undefined]>([
    [[], undefined],
    [['unknown'], undefined],
    [['large'], undefined],
    [['middle'], '272000'],
    [['large', 'small', 'unknown', 'middle'], '128000'],
  ])('has the smallest window of %j', (models, expected) => {
    const routes = models.map((model) => ({ provider: 'a', model }));
    expect(variablesOf({ routes }).CLAUDE_CODE_MAX_CONTEXT_TOKENS).toBe(expected);
  });

  it("names the model that answers beside the client's own", () => {
    const families = [{ family: 'OPUS', id: 'claude-opus-5-5', target: { provider: 'a', model: 'm' } }];
    expect(variablesOf({ families })).toMatchObject({
      ANTHROPIC_DEFAULT_OPUS_MODEL: 'claude-opus-5-5',
      ANTHROPIC_DEFAULT_OPUS_MODEL_NAME: 'a/m',
    });
  });

  it.each([
    [[], '600000'],
    [[5, 300, 300], '635000'],
    [[5, 0, 300], '3600000'],
    [[9000], '3600000'],
  ])("waits longer than the gateway's own %j", (waits, expected) => {
    expect(variablesOf({ waits }).API_TIMEOUT_MS).toBe(expected);
  });
});

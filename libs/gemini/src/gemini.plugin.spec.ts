import { describe, expect, it } from '@jest/globals';
import { cardOf } from '@gateway/provider-kit';
import { GeminiPlugin } from './gemini.plugin.js';
import { GeminiSettings } from './gemini.settings.js';

const card = cardOf(GeminiPlugin);

const under = (settings: Partial<GeminiSettings>): unknown => {
  const told = Object.assign(new GeminiSettings(), settings);
  return [card?.missing(told), card?.prefixes?.(told)];
};

describe("Gemini's card", () => {
  it.each<[Partial<GeminiSettings>, readonly string[], readonly string[]]>([
    [{}, ['GEMINI_API_KEY'], ['gemini']],
    [{ GEMINI_API_KEY: 'k' }, [], ['gemini']],
    // Vertex answers in its place, and then no bare name may find its way here either.
    [{ GEMINI_API_KEY: 'k', USE_VERTEX_AUTH: true }, [], []],
  ])('under %j misses %j and answers to %j', (settings, missing, prefixes) => {
    expect(under(settings)).toEqual([missing, prefixes]);
  });

  it('claims Gemini models', () => {
    expect(['gemini-2.5-pro', 'gpt-5', 'models/gemini'].map((model) => card?.claims(model))).toEqual([
      true,
      false,
      false,
    ]);
  });
});

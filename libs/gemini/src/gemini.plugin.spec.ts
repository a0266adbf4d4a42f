import { describe, expect, it } from '@jest/globals';
import { manifestOf } from '@gateway/provider-kit';
import { GeminiPlugin } from './gemini.plugin.js';
import { GeminiSettings } from './gemini.settings.js';

const manifest = manifestOf(GeminiPlugin);

const under = (settings: Partial<GeminiSettings>): unknown => {
  const result = Object.assign(new GeminiSettings(), settings);
  return [manifest?.missing(result), manifest?.prefixes?.(result)];
};

describe("Gemini's manifest", () => {
  it.each<[Partial<GeminiSettings>, readonly string[], readonly string[]]>([
    [{}, ['GEMINI_API_KEY'], ['gemini']],
    [{ GEMINI_API_KEY: 'k' }, [], ['gemini']],
    // Vertex answers in its place, and then no bare name may find its way here either.
    [{ GEMINI_API_KEY: 'k', USE_VERTEX_AUTH: true }, [], []],
  ])('under %j misses %j and answers to %j', (settings, missing, prefixes) => {
    expect(under(settings)).toEqual([missing, prefixes]);
  });

  it('claims Gemini models', () => {
    expect(['gemini-2.5-pro', 'gpt-5', 'models/gemini'].map((model) => manifest?.ownsModel(model))).toEqual([
      true,
      false,
      false,
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { GeminiUsage } from './generate.types.js';
import { toGeminiUsage } from './to-gemini-usage.js';

describe('toGeminiUsage', () => {
  it.each<[string, GeminiUsage, [number, number, number]]>([
    // input, read from the cache, output
    ['plain figures', { promptTokenCount: 10, candidatesTokenCount: 4 }, [10, 0, 4]],
    [
      'thoughts beside the answer',
      { promptTokenCount: 10, candidatesTokenCount: 4, thoughtsTokenCount: 7 },
      [10, 0, 11],
    ],
    [
      'a cached part of the prompt',
      { promptTokenCount: 10, cachedContentTokenCount: 8, candidatesTokenCount: 4 },
      [2, 8, 4],
    ],
    [
      'what tools brought into the prompt',
      { promptTokenCount: 10, toolUsePromptTokenCount: 90, candidatesTokenCount: 4 },
      [100, 0, 4],
    ],
    [
      'a total instead of the answer',
      { promptTokenCount: 10, thoughtsTokenCount: 7, totalTokenCount: 20 },
      [10, 0, 10],
    ],
    ['a total that is too small', { promptTokenCount: 10, totalTokenCount: 9 }, [10, 0, 0]],
    [
      'figures that a proxy writes out as null',
      { promptTokenCount: 10, cachedContentTokenCount: null, candidatesTokenCount: null } as unknown as GeminiUsage,
      [10, 0, 0],
    ],
    ['more cached than asked', { promptTokenCount: 10, cachedContentTokenCount: 12 }, [0, 12, 0]],
  ])('reads %s', (_, usage, [input, read, output]) => {
    expect(toGeminiUsage(usage)).toMatchObject({
      input_tokens: input,
      cache_read_input_tokens: read,
      cache_creation_input_tokens: 0,
      output_tokens: output,
    });
  });

  it.each<[GeminiUsage | undefined]>([[undefined], [{}], [{ trafficType: 'ON_DEMAND' }]])(
    'learns nothing from %j',
    (usage) => {
      expect(toGeminiUsage(usage)).toBeUndefined();
    },
  );

  it('counts thoughts separately', () => {
    expect(toGeminiUsage({ promptTokenCount: 1, thoughtsTokenCount: 7 })?.output_tokens_details).toEqual({
      thinking_tokens: 7,
    });
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleanUsage } from './clean-usage.js';
import { toCount } from './to-count.js';

describe('toCount', () => {
  it.each<[unknown, number | undefined]>([
    [12, 12],
    [0, 0],
    [-1, 0],
    [-Infinity, 0],
    [1.9, 1],
    [1e21, undefined],
    [Infinity, undefined],
    [NaN, undefined],
    ['12', undefined],
    [null, undefined],
    [{}, undefined],
    [[], undefined],
    [true, undefined],
  ])('reads %p as %p', (value, expected) => {
    expect(toCount(value)).toBe(expected);
  });
});

describe('cleanUsage', () => {
  it('keeps counts and leaves out what is none', () => {
    const usage = {
      input_tokens: 10,
      output_tokens: -35,
      cache_read_input_tokens: '7',
      cache_creation_input_tokens: null,
      output_tokens_details: { thinking_tokens: {} },
      server_tool_use: { web_search_requests: 2, web_fetch_requests: [] },
      service_tier: 'standard',
      inference_geo: 'us',
    };
    expect(cleanUsage(usage)).toEqual({
      input_tokens: 10,
      output_tokens: 0,
      server_tool_use: { web_search_requests: 2 },
      service_tier: 'standard',
    });
  });

  it('makes of anything whole numbers of 0 or more', () => {
    const figures = fc.record(
      { input_tokens: fc.anything(), output_tokens: fc.anything(), output_tokens_details: fc.anything() },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(figures, fc.anything()), (usage) => {
        const { service_tier: _, output_tokens_details, server_tool_use, ...counts } = cleanUsage(usage);
        const all = [counts, output_tokens_details ?? {}, server_tool_use ?? {}].flatMap((group) =>
          Object.values(group),
        );
        expect(all.filter((count) => !Number.isSafeInteger(count) || count < 0)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});

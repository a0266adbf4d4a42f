import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toUsage } from './to-usage.js';

describe('toUsage', () => {
  it('takes what passed a cache out of the prompt', () => {
    expect(toUsage({ prompt: 100, cacheRead: 60, cacheWritten: 10, output: 9, thinking: 4 })).toEqual({
      input_tokens: 30,
      cache_read_input_tokens: 60,
      cache_creation_input_tokens: 10,
      output_tokens: 9,
      output_tokens_details: { thinking_tokens: 4 },
    });
  });

  it('leaves a prompt and an output that are no counts to the estimate', () => {
    expect(toUsage({ prompt: '10', cacheRead: 60, output: {} })).toEqual({});
  });

  it('is never anything but whole numbers of 0 or more', () => {
    const any = fc.oneof(fc.integer(), fc.double(), fc.anything());
    const figures = fc.record({ prompt: any, cacheRead: any, cacheWritten: any, output: any, thinking: any });
    fc.assert(
      fc.property(figures, (given) => {
        const { output_tokens_details: details, ...counts } = toUsage(given);
        const all = Object.values({ ...counts, ...details });
        expect(all.filter((count) => !Number.isSafeInteger(count) || Number(count) < 0)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});

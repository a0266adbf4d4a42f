import type { Price, PriceList } from '../price.types.js';

const OPUS: Price = { input: 5, cache_read: 0.5, cache_write: 6.25, output: 25 };
const FIRST_OPUS: Price = { input: 15, cache_read: 1.5, cache_write: 18.75, output: 75 };
const SONNET: Price = { input: 3, cache_read: 0.3, cache_write: 3.75, output: 15 };
const LONG_SONNET: Price = { ...SONNET, long: { over: 200_000, input_factor: 2, output_factor: 1.5 } };

/** From Anthropic's page of prices, as of October 2026. Cache writes are those with a lifetime of five minutes. */
export const CLAUDE_PRICES: PriceList = {
  'claude-fable-5-1': { input: 10, cache_read: 0.25, cache_write: 12.5, output: 50 },
  'claude-fable-5': { input: 10, cache_read: 1, cache_write: 12.5, output: 50 },

  'claude-opus-5-5': { input: 4, cache_read: 0.2, cache_write: 5, output: 20 },
  'claude-opus-5': OPUS,
  'claude-opus-4-8': OPUS,
  'claude-opus-4-7': OPUS,
  'claude-opus-4-6': OPUS,
  'claude-opus-4-5': OPUS,
  'claude-opus-4-1': FIRST_OPUS,
  'claude-opus-4': FIRST_OPUS,
  'claude-3-opus': FIRST_OPUS,

  'claude-sonnet-5-5': { input: 2, cache_read: 0.1, cache_write: 2.5, output: 10 },
  'claude-sonnet-5': { input: 2, cache_read: 0.2, cache_write: 2.5, output: 10 },
  'claude-sonnet-4-6': SONNET,
  'claude-sonnet-4-5': LONG_SONNET,
  'claude-sonnet-4': LONG_SONNET,
  'claude-3-7-sonnet': SONNET,
  'claude-3-5-sonnet': SONNET,

  'claude-haiku-5-5': {
    input: 0.1,
    cache_read: 0.01,
    cache_write: 0.125,
    output: 0.5,
    long: { over: 100_000, input_factor: 5, output_factor: 5 },
  },
  'claude-haiku-4-5': { input: 1, cache_read: 0.1, cache_write: 1.25, output: 5 },
  'claude-3-5-haiku': { input: 0.8, cache_read: 0.08, cache_write: 1, output: 4 },
  'claude-3-haiku': { input: 0.25, cache_read: 0.03, cache_write: 0.3, output: 1.25 },
};

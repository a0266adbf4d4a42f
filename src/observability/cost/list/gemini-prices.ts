import type { LongPrompt, PriceList } from '../price.types.js';

const LONG: LongPrompt = { over: 200_000, input_factor: 2, output_factor: 1.5 };

/** From Google's page of Gemini's prices, as of October 2026: text, standard processing, without storage of caches. */
export const GEMINI_PRICES: PriceList = {
  // Half of the full price, until the end of 2026.
  'gemini-3.8-flash': { input: 0.75, cache_read: 0.075, output: 3.75 },
  'gemini-3.7-flash': { input: 0.75, cache_read: 0.075, output: 3.75 },
  'gemini-3.6-flash': { input: 0.75, cache_read: 0.075, output: 3.75 },

  'gemini-3.5-flash': { input: 1.5, cache_read: 0.15, output: 9 },
  'gemini-3.5-flash-lite': { input: 0.3, cache_read: 0.03, output: 2.5 },
  'gemini-3.1-pro': { input: 2, cache_read: 0.2, output: 12, long: LONG },
  'gemini-3.1-flash-lite': { input: 0.25, cache_read: 0.025, output: 1.5 },
  'gemini-3-pro': { input: 2, cache_read: 0.2, output: 12, long: LONG },
  'gemini-3-flash': { input: 0.5, cache_read: 0.05, output: 3 },
  'gemini-2.5-pro': { input: 1.25, cache_read: 0.125, output: 10, long: LONG },
  'gemini-2.5-flash': { input: 0.3, cache_read: 0.03, output: 2.5 },
  'gemini-2.5-flash-lite': { input: 0.1, cache_read: 0.01, output: 0.4 },
  'gemini-2.0-flash': { input: 0.1, cache_read: 0.025, output: 0.4 },
  'gemini-2.0-flash-lite': { input: 0.075, output: 0.3 },
};

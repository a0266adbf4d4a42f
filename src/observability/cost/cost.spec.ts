import { describe, expect, it } from '@jest/globals';
import type { FlatPrice as Price } from '@gateway/model-catalogue';
import { builtInModels } from '@gateway/testing';
import { findMakersPrice, findPrice } from './find-price.js';
import { parsePrices } from './parse-prices.js';
import type { PriceList } from './price.types.js';
import { toCost } from './to-cost.js';

describe('toCost', () => {
  const price: Price = {
    input: 2,
    cache_read: 0.5,
    cache_write: 2.5,
    output: 8,
    long: { over: 1_000_000, input_factor: 2, output_factor: 1.5 },
  };
  const half = { input_tokens: 200_000, cache_read_input_tokens: 200_000, cache_creation_input_tokens: 100_000 };

  it.each([
    ['each kind of token at its own price', price, { ...half, output_tokens: 100_000 }, 0.4 + 0.1 + 0.25 + 0.8],
    ['cached ones as input where no price for them is set', { input: 2, output: 8 }, half, 1],
    ['a prompt at the limit', price, { input_tokens: 900_000, cache_read_input_tokens: 100_000 }, 1.85],
    ['a prompt beyond it, all of it', price, { input_tokens: 1_000_001, output_tokens: 1_000_000 }, 4.000_004 + 12],
    ['what is free', { input: 0, output: 0 }, half, 0],
    ['nothing', price, {}, 0],
  ])('counts %s', (_name, of, usage, dollars) => expect(toCost(usage, of)).toBeCloseTo(dollars, 6));
});

describe('findPrice', () => {
  const priced = (input: number): Price => ({ input, output: 1 });
  const list: PriceList = {
    'azure/*': priced(1),
    'azure/big': priced(2),
    'gpt-5-mini-2025-08-07': priced(3),
    'llama-*': priced(4),
    'gpt-5': priced(5),
    'gpt-5-mini': priced(6),
    'gemini-3-flash': priced(7),
    'claude-opus-4': priced(8),
  };

  it.each([
    ['openai', 'gpt-5', 5],
    ['openai', 'gpt-5-2025-08-07', 5],
    ['openai', 'gpt-5-mini', 6],
    ['openai', 'gpt-5-mini-2025-08-07', 3],
    ['openai', 'gpt-5-maxi', undefined],
    ['openai', 'gpt-5.9', undefined],
    ['azure', 'gpt-5', 5],
    ['azure', 'mine', 1],
    ['azure', 'big', 2],
    ['openai', 'llama-4', 4],
    ['gemini', 'gemini-3-flash-preview', 7],
    ['gemini', 'gemini-3-flash-preview-09-2025', 7],
    ['gemini', 'gemini-3-flash-001', 7],
    ['vertex', 'claude-opus-4@20250514', 8],
    ['anthropic', 'claude-opus-4-5', undefined],
    ['openai', 'constructor', undefined],
  ])('%s/%s: %s', (provider, model, input) => expect(findPrice({ provider, model }, list)?.input).toBe(input));
});

describe('findMakersPrice', () => {
  it.each([
    ['gpt-6-sol', '2026-11-28', 2],
    ['gpt-6-sol-2026-09-01', '2026-11-28', 2],
    ['gemini-3.8-flash', '2026-12-31', 0.75],
    ['gemini-3.8-flash', '2027-01-01', 1.5],
    ['gpt-9', '2026-11-28', undefined],
    ['demo', '2026-11-28', undefined],
  ])('%s on %s: %s', (id, day, input) => expect(findMakersPrice(builtInModels, id, day)?.input).toBe(input));
});

describe('parsePrices', () => {
  const long = { over: 5, input_factor: 2, output_factor: 1 };
  it.each([
    ['{', ['is not JSON: ']],
    ['[]', ['must be a JSON object of prices by model']],
    ['{"a":5}', ['"a": must be an object with input and output']],
    ['{"a":{"input":1}}', ['"a": output must be a number, 0 or more']],
    [
      '{"a":{"input":-1,"output":"2"},"b":{"input":1,"output":1,"cached":1}}',
      [
        '"a": input must be a number, 0 or more',
        '"a": output must be a number, 0 or more',
        '"b": cached is not known; there are input, output, cache_read, cache_write',
      ],
    ],
    ['{"a":{"input":1,"output":1,"long":2}}', ['"a": long must be an object with over, input_factor, output_factor']],
    [
      `{"a":{"input":1,"output":1,"long":${JSON.stringify({ ...long, over: undefined })}}}`,
      ['"a": long.over must be a number, 0 or more'],
    ],
  ])('names what is wrong with %s', (text, mistakes) => {
    const parsed = parsePrices(text) as { mistakes: readonly string[] };
    expect(parsed.mistakes).toEqual(mistakes.map((mistake) => expect.stringContaining(mistake)));
  });

  it('takes prices of nothing, and long prompts', () => {
    const prices = { 'openai/*': { input: 0, output: 0, long } };
    expect(parsePrices(JSON.stringify(prices))).toEqual({ prices });
  });
});

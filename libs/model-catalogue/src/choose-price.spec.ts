import { describe, expect, it } from '@jest/globals';
import { BUILT_IN_ROWS } from './built-in-rows.js';
import { choosePrice } from './choose-price.js';
import { ModelCatalogue } from './model-catalogue.js';

const catalogue = new ModelCatalogue(BUILT_IN_ROWS);
const priceOf = (id: string, day: string, tier?: string): string => {
  const match = catalogue.find(id);
  const price = match && match.by !== 'family' ? choosePrice(match.model, day, tier) : undefined;
  return [price?.input, price?.cache_read, price?.cache_write, price?.output]
    .map((dollars) => dollars ?? '-')
    .join(' / ');
};

describe('choosePrice', () => {
  it.each([
    ['gpt-6.2-astra', '8 / 0.4 / - / 40'],
    ['gpt-6.2-sol', '2 / 0.1 / 2.5 / 10'],
    ['gemini-4-carbon', '2 / - / - / 10'],
    ['gemini-4-argon', '2 / 0.1 / - / 10'],
    ['gemini-4-hydrogen', '1.5 / 0.075 / - / 7.5'],
    ['gemini-3.1-pro-preview-customtools', '2 / 0.2 / - / 12'],
    ['gpt-4-1106-preview', '10 / - / - / 30'],
    ['gpt-5.1-chat-latest', '1.25 / 0.125 / - / 10'],
    ['gpt-5.2-chat-latest', '1.75 / 0.175 / - / 14'],
    ['gpt-5.6', '4 / 0.4 / 5 / 20'],
    ['gpt-5.6-sol', '4 / 0.4 / 5 / 20'],
    ['gpt-5.6-terra', '2 / 0.2 / 2.5 / 12'],
    ['gpt-5.6-luna', '0.2 / 0.02 / 0.25 / 1.2'],
    ['gpt-5.6-cyber', '12.5 / 1.25 / 15.625 / 75'],
    ['gpt-daybreak-red-latest', '12.5 / 1.25 / 15.625 / 75'],
    ['gpt-daybreak-blue-latest', '4 / 0.4 / 5 / 20'],
    ['gpt-5-chat', '1.25 / 0.125 / - / 10'],
    ['gpt-5-chat-latest', '1.25 / 0.125 / - / 10'],
    ['gpt-5.3-chat-latest', '1.75 / 0.175 / - / 14'],
    ['o1-pro', '150 / - / - / 600'],
    ['gpt-5.5-cyber', '12.5 / 1.25 / - / 75'],
    ['gpt-5.5-cyber-preview', '12.5 / 1.25 / - / 75'],
    ['gpt-6-rosalind', '15 / 1.5 / 18.75 / 75'],
    ['gpt-6-cyber', '20 / 2 / 25 / 100'],
    ['gpt-6-astra-law', '10 / 1 / - / 50'],
    ['claude-opus-5-5', '4 / 0.2 / 5 / 20'],
    ['claude-fable-5-2', '- / - / - / -'],
    ['gpt-4o-2024-05-13', '5 / - / - / 15'],
    ['gemini-2.0-flash-lite', '0.075 / - / - / 0.3'],
  ])('%s cost %s on 2026-11-28', (id, price) => expect(priceOf(id, '2026-11-28')).toBe(price));

  it.each([
    ['gemini-4-argon', '2026-11-30', '2 / 0.1 / - / 10'],
    ['gemini-4-argon', '2026-12-01', '4 / 0.2 / - / 20'],
    ['gemini-4-carbon', '2026-12-01', '4 / - / - / 20'],
    ['gemini-3.8-flash', '2026-12-31', '0.75 / 0.075 / - / 3.75'],
    ['gemini-3.8-flash', '2027-01-01', '1.5 / 0.15 / - / 7.5'],
  ])('%s cost on %s: %s', (id, day, price) => expect(priceOf(id, day)).toBe(price));

  it.each([
    ['flex', '1 / 0.05 / 1.25 / 5'],
    ['priority', '4 / 0.2 / 5 / 20'],
    ['ultrafast', '12 / 0.6 / 15 / 60'],
    ['default', '2 / 0.1 / 2.5 / 10'],
    ['constructor', '2 / 0.1 / 2.5 / 10'],
  ])('gpt-6.1-sol in the tier %s costs %s', (tier, price) =>
    expect(priceOf('gpt-6.1-sol', '2026-11-28', tier)).toBe(price),
  );

  it('keeps the price of long prompts in every tier', () => {
    const long = { over: 272_000, input_factor: 2, output_factor: 1.5 };
    const { model } = catalogue.find('gpt-6.1-sol')!;
    expect(choosePrice(model, '2026-11-28', 'flex')).toEqual({
      input: 1,
      cache_read: 0.05,
      cache_write: 1.25,
      output: 5,
      long,
    });
    expect(choosePrice(model, '2026-11-28')).toEqual({ input: 2, cache_read: 0.1, cache_write: 2.5, output: 10, long });
  });

  it('knows no price before the first', () =>
    expect(
      choosePrice({ id: 'a', maker: 'm', prices: [{ from: '2027-01-01', input: 1, output: 2 }] }, '2026-12-31'),
    ).toBeUndefined());
});

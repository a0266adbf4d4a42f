import { describe, expect, it } from '@jest/globals';
import { type Result, Results } from './results.js';

/** A result of the gateway on a wire, from rounds of figures. */
function resultOf(
  wire: string,
  id: string,
  gateway: readonly number[],
  reference: string,
  others: readonly number[],
): Result {
  const results = new Results();
  for (const figure of gateway) results.note(wire, id, 'gateway', figure);
  for (const figure of others) results.note(wire, id, reference, figure);
  const all = results.all();
  expect(all).toHaveLength(1);
  return all[0]!;
}

describe('Results', () => {
  it('puts each round beside the same round of the reference', () => {
    const { ratio, difference, figure } = resultOf('gemini', 'cpu-1', [20, 60, 28], 'pipe', [10, 40, 20]);
    expect(ratio).toEqual({ median: 1.5, least: 1.4, most: 2 });
    expect(difference).toEqual({ median: 10, least: 8, most: 20 });
    expect(figure).toEqual({ median: 28, least: 20, most: 60 });
  });

  it.each([
    ['gemini', 'cpu-1', 14, 'pipe', true],
    ['gemini', 'cpu-1', 14.1, 'pipe', false],
    ['anthropic', 'cpu-1', 12.1, 'pipe', false],
    ['gemini', 'whole-rate', 4, 'pipe', true],
    ['gemini', 'whole-rate', 3.9, 'pipe', false],
    ['gemini', 'first-token-600k', 15, 'pipe', true],
    ['gemini', 'first-token-600k', 15.1, 'pipe', false],
    ['gemini', 'idle', 60, 'pipe', true],
    ['gemini', 'rest', 12.6, 'empty Nest app', false],
  ])('%s: %s of %d beside 10 meets its target: %s', (wire, id, figure, reference, met) => {
    expect(resultOf(wire, id, [figure], reference, [10]).met).toBe(met);
  });

  it('gives a peer a line of its own', () => {
    const results = new Results();
    for (const [name, figure] of Object.entries({ pipe: 10, gateway: 13, other: 50 }))
      results.note('gemini', 'cpu-1', name, figure);
    expect(results.all().map(({ contender, ratio }) => [contender, ratio?.median])).toEqual([
      ['gateway', 1.3],
      ['other', 5],
    ]);
  });
});

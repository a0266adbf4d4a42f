import { describe, expect, it } from '@jest/globals';
import { findWorsened } from './baseline.js';
import { type Result, Results } from './results.js';

/** Results of rounds in which the reference takes 10. */
function resultsOf(id: string, rounds: readonly number[]): Result[] {
  const results = new Results();
  for (const figure of rounds) {
    results.note('gemini', id, 'gateway', figure);
    results.note('gemini', id, 'pipe', 10);
  }
  return results.all();
}

describe('findWorsened', () => {
  it.each([
    ['the same', 'cpu-1', [13, 13, 13], 1.3, 0],
    ['a quarter worse', 'cpu-1', [16, 16.2, 17], 1.3, 0],
    ['more than a quarter worse', 'cpu-1', [17, 16.5, 18], 1.3, 1],
    ['one good round', 'cpu-1', [13, 30, 30], 1.3, 0],
    ['a rate that fell', 'whole-rate', [3, 3.1, 2], 0.5, 1],
    ['a rate that rose', 'whole-rate', [9, 9, 9], 0.5, 0],
    ['what is not guarded', 'p99-1', [900, 900, 900], 1.3, 0],
  ])('%s', (_, id, rounds, before, worsened) => {
    expect(findWorsened(resultsOf(id, rounds), { [`gemini/${id}`]: before })).toHaveLength(worsened);
  });

  it('compares with the thin shell where that was measured', () => {
    const results = new Results();
    for (const [name, figure] of Object.entries({ pipe: 10, 'thin shell': 20, gateway: 30 }))
      results.note('gemini', 'cpu-1', name, figure);
    expect(findWorsened(results.all(), { 'gemini/cpu-1': 3, 'gemini/cpu-1/shell': 1.5 })).toEqual([]);
    expect(findWorsened(results.all(), { 'gemini/cpu-1/shell': 1.1 })).toHaveLength(1);
  });

  it('names the figure', () => {
    expect(findWorsened(resultsOf('cpu-1', [20]), { 'gemini/cpu-1': 1 })[0]).toContain('gemini/cpu-1: 2.00');
  });

  it('has nothing to say of what was never measured', () => {
    expect(findWorsened(resultsOf('cpu-1', [99]), {})).toEqual([]);
  });
});

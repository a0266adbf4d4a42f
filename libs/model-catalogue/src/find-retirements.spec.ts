import { describe, expect, it } from '@jest/globals';
import { BUILT_IN_ROWS } from './built-in-rows.js';
import { findRetirements } from './find-retirements.js';
import { ModelCatalogue } from './model-catalogue.js';
import type { Model } from './model-row.types.js';
import { toLifecycle } from './to-lifecycle.js';

const catalogue = new ModelCatalogue(BUILT_IN_ROWS);
const find = (...ids: readonly string[]): readonly Model[] => ids.flatMap((id) => catalogue.find(id)?.model ?? []);
const TODAY = '2026-11-28';

describe('findRetirements', () => {
  it('finds what ends within 90 days on a host, nearest first, with its successor', () => {
    const routed = find('gpt-4.1', 'gpt-5', 'gpt-5.1', 'gpt-6.1-sol', 'o4-mini');
    expect(findRetirements(routed, 90, TODAY, 'openai')).toEqual([
      { model: 'o4-mini', host: 'openai', date: '2026-10-23', days: -36, successor: 'gpt-5.6-terra' },
      { model: 'gpt-5', host: 'openai', date: '2026-12-11', days: 13, successor: 'gpt-6.1-sol' },
      { model: 'gpt-4.1', host: 'openai', date: '2027-01-14', days: 47, successor: 'gpt-6-luna' },
    ]);
    expect(findRetirements(routed, 90, TODAY, 'azure').map(({ model, days }) => [model, days])).toEqual([
      ['o4-mini', -9],
      ['gpt-5', 73],
    ]);
  });

  it('distinguishes the hosts of one model, and what happens then', () => {
    const [flash] = find('gemini-2.5-flash');
    expect(findRetirements([flash!], 90, TODAY, 'gemini')).toMatchObject([
      { days: 3, successor: 'gemini-3.5-flash-lite', then: 'served-by-successor' },
    ]);
    expect(findRetirements([flash!], 90, TODAY, 'vertex')).toMatchObject([
      { days: -39, successor: 'gemini-3.8-flash' },
    ]);
    expect(findRetirements([flash!], 90, TODAY, 'constructor')).toEqual([]);
  });

  it.each([
    [13, 1],
    [12, 0],
  ])('counts the last of %i days', (days, count) =>
    expect(findRetirements(find('gpt-5'), days, TODAY, 'openai')).toHaveLength(count),
  );
});

describe('toLifecycle', () => {
  it.each([
    ['gpt-6.1-sol', TODAY, 'openai', 'live'],
    ['gpt-6.1-sol', TODAY, 'azure', 'deprecated'],
    ['gpt-5', '2026-12-10', 'openai', 'deprecated'],
    ['gpt-5', '2026-12-11', 'openai', 'retired'],
    ['gemini-3.7-flash', TODAY, 'gemini', 'deprecated'],
    ['claude-sonnet-4-5', '2026-11-30', 'anthropic', 'retired'],
  ])('%s on %s at %s: %s', (id, day, host, lifecycle) =>
    expect(find(id).map((model) => toLifecycle(model, day, host))).toEqual([lifecycle]),
  );
});

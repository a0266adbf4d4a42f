import { describe, expect, it } from '@jest/globals';
import { BUILT_IN_ROWS, SOURCES } from './built-in-rows.js';
import { ModelCatalogue } from './model-catalogue.js';
import { toModelsPage } from './to-models-page.js';

describe('toModelsPage', () => {
  const catalogue = new ModelCatalogue(BUILT_IN_ROWS);
  const page = toModelsPage(catalogue, SOURCES, '2026-11-28');

  it('has a line for each model, with the same cells', () => {
    const lines = page.split('\n');
    for (const { id } of catalogue.models) {
      const line = lines.find((candidate) => candidate.startsWith(`| \`${id}\` |`));
      expect([id, line?.split(' | ').length]).toEqual([id, 10]);
    }
  });

  it('shows facts, prices of the day and retirements in order', () => {
    expect(page).toContain('| `gemini-2.5-flash` | generateContent | 0 to 24576 tokens (default dynamic) | always |');
    expect(page).toContain('| 2 / 0.1 / - / 10 |');
    expect(page).toContain('| 2026-12-11 | `gpt-5` | openai | gpt-6.1-sol |');
    const dates = page.split('## Retirements')[1]?.match(/^\| (\d{4}-\d\d-\d\d) \| `/gm) ?? [];
    expect(dates.length).toBeGreaterThan(50);
    expect(dates.map((line) => line.slice(2, 12))).toEqual(dates.map((line) => line.slice(2, 12)).sort());
  });

  it('names no undefined', () => expect(page).not.toMatch(/undefined|null|\[object/));
});

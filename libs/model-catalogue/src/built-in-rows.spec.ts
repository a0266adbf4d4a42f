import { describe, expect, it } from '@jest/globals';
import { BUILT_IN_FILES, BUILT_IN_ROWS, SOURCES } from './built-in-rows.js';
import { checkRows } from './check-rows.js';
import { compilePattern } from './compile-pattern.js';
import { ModelCatalogue } from './model-catalogue.js';
import { FACT_NAMES, OWN_FACT_NAMES } from './resolve-rows.js';

const catalogue = new ModelCatalogue(BUILT_IN_ROWS);
const byId = catalogue.models.map((model) => [model.id, model] as const);
const isDay = (date: string): boolean => new Date(date).toISOString().startsWith(date);

describe('the built-in rows', () => {
  it.each(Object.entries(BUILT_IN_FILES))('%s is as the schema has it', async (file, rows) =>
    expect(await checkRows(file, rows, BUILT_IN_ROWS)).toEqual({ rows }),
  );

  it('give no id twice', () => expect(new Set(BUILT_IN_ROWS.map(({ id }) => id)).size).toBe(BUILT_IN_ROWS.length));

  it.each(Object.entries(BUILT_IN_FILES))('%s has the rows of one maker, each with a family', (file, rows) => {
    expect(new Set(rows.map(({ maker }) => maker))).toEqual(new Set([file.split('/')[0]]));
    expect(rows.filter(({ family }) => family === undefined)).toEqual([]);
  });

  it.each(byId)('%s is found by its own id, with and without its maker', (id, model) => {
    expect(catalogue.find(id)).toEqual({ model, by: 'exact' });
    expect(catalogue.find(id, model.maker)).toEqual({ model, by: 'exact' });
  });

  it.each(byId)('%s is reached by each of its patterns', (_id, model) => {
    for (const pattern of model.match ?? []) {
      expect([pattern, catalogue.find(pattern.replaceAll('*', 'zz'))?.model.id]).toEqual([pattern, model.id]);
    }
    for (const pattern of model.stands_for ?? []) {
      const unknown = ['', 'zz', '0zz', '99'].map((text) => pattern.replaceAll('*', text));
      const found = unknown.map((id) => catalogue.find(id));
      expect([pattern, found.some((match) => match?.by === 'family' && match.model === model)]).toEqual([
        pattern,
        true,
      ]);
    }
  });

  it.each(byId)('%s names a known source for each of its facts', (_id, model) => {
    const facts = [...FACT_NAMES, ...OWN_FACT_NAMES].filter((name) => model[name] !== undefined);
    for (const name of facts) {
      expect([name, model.sources?.[name]?.every((key) => Object.hasOwn(SOURCES, key))]).toEqual([name, true]);
    }
  });

  it('name no source for a fact that they do not have', () => {
    const idle = BUILT_IN_ROWS.flatMap((row) =>
      Object.keys(row.sources ?? {})
        .filter((name) => name !== '*' && !(name in row))
        .map((name) => `${row.id}: ${name}`),
    );
    expect(idle).toEqual([]);
  });

  it('use each source, and each has a day', () => {
    const used = new Set(BUILT_IN_ROWS.flatMap(({ sources = {} }) => Object.values(sources).flat()));
    expect(Object.keys(SOURCES).filter((key) => !used.has(key))).toEqual([]);
    expect(Object.values(SOURCES).filter(({ date, what }) => !isDay(date) || what === '')).toEqual([]);
  });

  it.each(byId)(
    '%s: its off and default are among its efforts, its window holds its prompt and its answer',
    (_id, model) => {
      const { efforts: { default: byDefault, off, ...byApi } = {}, window = {}, answer, thinking } = model;
      for (const list of Object.values(byApi)) {
        if (byDefault !== undefined) expect(list).toContain(byDefault);
        if (off !== undefined && off !== 'omitted') expect(list).toContain(off);
      }
      if (thinking?.levels && thinking.default) expect(thinking.levels).toContain(thinking.default);
      if (window.total !== undefined) {
        expect(window.total).toBeGreaterThanOrEqual(window.input ?? 0);
        expect(window.total).toBeGreaterThanOrEqual(answer?.max ?? 0);
      }
      const { streamed = 0, whole = 0 } = answer?.per_call ?? {};
      expect(answer?.max ?? 0).toBeGreaterThanOrEqual(Math.max(streamed, whole));
    },
  );

  it.each(byId)('%s: each successor is a known model of the maker that does not end before it', (_id, model) => {
    for (const [host, { date = '9999', successor }] of Object.entries(model.retirement ?? {})) {
      if (successor === undefined) continue;
      const found = catalogue.find(successor, model.maker);
      expect([successor, found?.by]).toEqual([successor, 'exact']);
      expect((found?.model.retirement?.[host]?.date ?? '9999') >= date).toBe(true);
    }
  });

  it.each(byId)('%s: output costs most, a cache saves, in each tier', (_id, { prices = [] }) => {
    for (const price of prices.flatMap(({ tiers = {}, ...standard }) => [standard, ...Object.values(tiers)])) {
      expect(price.output).toBeGreaterThan(price.input);
      expect(price.cache_read ?? 0).toBeLessThan(price.input);
      expect(price.cache_write ?? price.input + 1).toBeGreaterThan(price.input);
    }
  });

  it('stand for a kind by a longer pattern than the one that covers it', () => {
    const patterns = BUILT_IN_ROWS.flatMap(({ stands_for = [] }) => stands_for);
    for (const pattern of patterns) {
      const covering = patterns.filter((other) => other !== pattern && compilePattern(other)(pattern));
      expect(covering.filter((other) => other.length >= pattern.length)).toEqual([]);
    }
  });
});

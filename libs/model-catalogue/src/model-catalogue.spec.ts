import { describe, expect, it } from '@jest/globals';
import { BUILT_IN_ROWS } from './built-in-rows.js';
import { mergeRows } from './merge-rows.js';
import { MAX_ID_LENGTH, ModelCatalogue } from './model-catalogue.js';
import type { ModelRow } from './model-row.types.js';

const builtIn = new ModelCatalogue(BUILT_IN_ROWS);
const row = (id: string, fields: Partial<ModelRow> = {}): ModelRow => ({ id, maker: 'm', ...fields });

describe('ModelCatalogue', () => {
  it.each([
    ['gpt-5', 'gpt-5', 'exact'],
    ['gpt-5-2025-08-07', 'gpt-5', 'pattern'],
    ['gpt-5-mini-2025-08-07', 'gpt-5-mini', 'pattern'],
    ['gpt-5-maxi', 'gpt-5', 'family'],
    ['gpt-4o-2024-05-13', 'gpt-4o-2024-05-13', 'exact'],
    ['gpt-4o-2024-08-06', 'gpt-4o', 'pattern'],
    ['gpt-4-1106-preview', 'gpt-4-turbo', 'pattern'],
    ['gpt-4-0613', 'gpt-4', 'pattern'],
    ['gpt-4.5-preview', 'gpt-4.1', 'family'],
    ['gpt-5.1-chat', 'gpt-5.1-chat-latest', 'pattern'],
    ['gpt-5.2-codex-mini', 'gpt-5.2-codex', 'family'],
    ['gpt-5.3', 'gpt-5.2', 'family'],
    ['gpt-5.6', 'gpt-5.6-sol', 'pattern'],
    ['gpt-5.9', 'gpt-5.6-sol', 'family'],
    ['gpt-6-astra-2026-09-03', 'gpt-6-astra', 'pattern'],
    ['gpt-6-astra-fast', 'gpt-6-astra', 'family'],
    ['gpt-6.3-sol', 'gpt-6.2-sol', 'family'],
    ['gpt-7', 'gpt-6.2-sol', 'family'],
    ['daybreak-red-latest', 'gpt-daybreak-red-latest', 'pattern'],
    ['o3-deep-research', 'o3', 'family'],
    ['gemini-3-flash-preview-09-2025', 'gemini-3-flash', 'pattern'],
    ['gemini-3.1-pro-preview-customtools', 'gemini-3.1-pro', 'pattern'],
    ['gemini-3.9-flash', 'gemini-3.8-flash', 'family'],
    ['gemini-3.9-flash-lite', 'gemini-3.5-flash-lite', 'family'],
    ['gemini-3.9-pro', 'gemini-3.1-pro', 'family'],
    ['gemini-5-neon', 'gemini-4-argon', 'family'],
    ['gemini-1.5-pro-002', 'gemini-1.5', 'pattern'],
    ['claude-opus-4@20250514', 'claude-opus-4', 'pattern'],
    ['claude-opus-4-5', 'claude-opus-4-5', 'exact'],
    ['claude-opus-5-7', 'claude-opus-5-5', 'family'],
    ['claude-haiku-6', 'claude-haiku-5-5', 'family'],
  ])('finds %s as %s, by %s', (id, model, by) => {
    const match = builtIn.find(id);
    expect([match?.model.id, match?.by]).toEqual([model, by]);
  });

  it.each(['', 'llama-4', 'gpt-oss-120b', 'gpt-image-1', 'openai/gpt-5', 'constructor', 'GPT-5'])('knows no %j', (id) =>
    expect(builtIn.find(id)).toBeUndefined(),
  );

  it('looks only among the models of a maker', () => {
    expect(builtIn.find('gpt-5', 'openai')?.by).toBe('exact');
    expect(builtIn.find('gpt-5', 'google')).toBeUndefined();
  });

  it('knows no id that is longer than any model has', () => {
    expect(builtIn.find(`gpt-6${'x'.repeat(MAX_ID_LENGTH - 5)}`)?.by).toBe('family');
    expect(builtIn.find(`gpt-6${'x'.repeat(MAX_ID_LENGTH - 4)}`)).toBeUndefined();
  });

  it('takes over facts and their sources, but neither ids, prices nor retirement', () => {
    const prices = [{ input: 1, output: 2 }];
    const catalogue = new ModelCatalogue([
      row('c', { like: 'b', sampling: null, window: { total: 5 }, sources: { window: ['C'] } }),
      row('b', { like: 'a', stop: false, sources: { stop: ['B'] } }),
      row('a', { match: ['z'], stop: true, sampling: 'never', window: { input: 1 }, prices, sources: { '*': ['A'] } }),
    ]);
    expect(catalogue.models[0]).toEqual(
      row('c', { stop: false, window: { total: 5 }, sources: { stop: ['B'], window: ['C'] } }),
    );
    expect(catalogue.models[1]?.sources).toEqual({ stop: ['B'], sampling: ['A'], window: ['A'] });
    expect(catalogue.find('z')?.model.id).toBe('a');
  });

  it.each([
    [[row('a', { like: 'b' })], 'a: like names no row of m: b'],
    [[row('a', { like: 'b' }), row('b', { like: 'a' })], 'a: like must not lead back to the row: a, b'],
  ])('refuses rows that are like none', (rows, message) => expect(() => new ModelCatalogue(rows)).toThrow(message));
});

describe('mergeRows', () => {
  const merged = new ModelCatalogue(
    mergeRows(BUILT_IN_ROWS, [
      { id: 'gpt-6.3-sol', maker: 'openai', like: 'gpt-6.1-sol', stands_for: ['gpt-6*'], answer: { max: 5 } },
      { id: 'gpt-5.4', maker: 'openai', sampling: 'never', prices: [{ input: 1, output: 2 }] },
    ]),
  );

  it('adds a row, which counts before a built-in one that stands for the same ids', () => {
    expect(merged.find('gpt-6.3-sol')).toMatchObject({ by: 'exact', model: { answer: { max: 5 }, sampling: 'never' } });
    expect(merged.find('gpt-6.4')?.model.id).toBe('gpt-6.3-sol');
  });

  it('changes a row in its place and names the source of the changed facts', () => {
    const model = merged.find('gpt-5.4')?.model;
    expect(model).toMatchObject({ sampling: 'never', prices: [{ input: 1, output: 2 }], answer: { max: 128_000 } });
    expect(model?.sources).toMatchObject({ sampling: ['operator'], prices: ['operator'], answer: ['L', 'V'] });
    expect(merged.models.filter(({ id }) => id === 'gpt-5.4')).toHaveLength(1);
    expect(merged.find('gpt-5.4-mini')?.model.sampling).toBe('never');
  });
});

import { describe, expect, it } from '@jest/globals';
import { ModelLabels } from './model-labels.js';

describe('ModelLabels', () => {
  it('knows the models of the settings, and those that were answered for', () => {
    const labels = new ModelLabels([{ provider: 'openai', model: 'gpt-4.1' }]);
    expect(labels.labelOf({ provider: 'openai', model: 'gpt-4.1' }, false)).toBe('gpt-4.1');
    expect(labels.labelOf({ provider: 'openai', model: 'gpt-5' }, false)).toBe('other');
    expect(labels.labelOf({ provider: 'openai', model: 'gpt-5' }, true)).toBe('gpt-5');
    expect(labels.labelOf({ provider: 'openai', model: 'gpt-5' }, false)).toBe('gpt-5');
    expect(labels.labelOf({ provider: 'azure', model: 'gpt-5' }, false)).toBe('other');
  });

  it('has an end, even where an upstream answers to any name', () => {
    const labels = new ModelLabels([]);
    const result = Array.from({ length: 300 }, (_, i) => labels.labelOf({ provider: 'local', model: `m${i}` }, true));
    expect(new Set(result).size).toBe(101);
    expect(result.at(-1)).toBe('other');
  });
});

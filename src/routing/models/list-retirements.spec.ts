import { describe, expect, it } from '@jest/globals';
import { builtInModels } from '@gateway/testing';
import { listRetirements, toRetirementLine } from './list-retirements.js';

const lines = (models: readonly string[], day: string): readonly string[] => {
  const targets = models.map((name) => {
    const [provider = '', model = ''] = name.split('/');
    return { provider, model };
  });
  const hostOf = (provider: string): string => (provider === 'eu' ? 'azure' : provider);
  return listRetirements(targets, builtInModels, hostOf, day).map(toRetirementLine);
};

describe('listRetirements', () => {
  it('has the models that end within 90 days on their host, once each and the nearest first', () => {
    const models = ['openai/gpt-4.1', 'gemini/gemini-2.5-pro', 'openai/gpt-4.1', 'azure/gpt-4.1', 'openai/gpt-6-sol'];
    expect(lines(models, '2026-11-28')).toEqual([
      'gemini/gemini-2.5-pro ends on 2026-12-01 (in 3 days): gemini-3.8-flash answers from then on',
      'openai/gpt-4.1 ends on 2027-01-14 (in 47 days): use gpt-6-luna',
    ]);
  });

  it('has those that have ended', () =>
    expect(lines(['vertex/gemini-2.5-pro'], '2026-11-28')).toEqual([
      'vertex/gemini-2.5-pro ended on 2026-10-20: use gemini-3.8-flash',
    ]));

  it('knows the host of a named upstream', () => expect(lines(['eu/gpt-4.1'], '2027-04-01')).toHaveLength(1));

  it('has no date for a model that only its kin is known of', () =>
    expect(lines(['openai/gpt-4.9', 'openai/llama'], '2027-12-31')).toEqual([]));
});

import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { findRetirements, SOURCES } from '@gateway/model-catalogue';
import { builtInModels } from '@gateway/testing';

/** Facts and history, which name models of the past on purpose. */
const HISTORY = /^docs\/(contract\/|adr\/|models\.md$|moving-from-the-python-proxy\.md$)/;

/** A maker's own service: its date is the end of the model, where a cloud has a date for each version. */
const HOSTS: Readonly<Record<string, string>> = { openai: 'openai', google: 'gemini', anthropic: 'anthropic' };

const NAME = /\b(?:gpt|gemini|claude|o\d)(?:-?[a-z0-9.]+)*[a-z0-9]/g;

/** The day of the newest source: the test turns red with new facts, and not with the clock. */
const DAY = Object.values(SOURCES)
  .map(({ date }) => date)
  .filter((date) => date.length === 10)
  .sort()
  .at(-1)!;

const pages = ['README.md', '.env.example', ...globSync('docs/**/*.md')].filter((path) => !HISTORY.test(path));

describe('the models that documents name', () => {
  it.each(pages)('%s: live for another year', (path) => {
    const names = [...new Set(readFileSync(path, 'utf8').match(NAME))];
    const ending = names.flatMap((name) => {
      const match = builtInModels.find(name);
      if (match === undefined || match.by === 'family') return [];
      return findRetirements([match.model], 365, DAY, HOSTS[match.model.maker] ?? '').map(
        ({ date, successor }) => `${name} ends on ${date}: name ${successor ?? 'another'} instead`,
      );
    });
    expect(ending).toEqual([]);
  });
});

import { basename } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FORMER_NAMES, VAGUE_WORDS } from './former-names.js';
import { commentsOf, declaredNames, readSources } from './source-files.js';

/** Comments in which such a word is the right one, as `path: word`; at most ten. */
const ALLOWED: readonly string[] = [];

const sources = readSources(['src', 'libs', 'test', 'examples']).filter(
  ({ path }) => !path.startsWith('test/architecture/'),
);

const toFileName = (name: string): string => name.replace(/[a-z](?=[A-Z])/g, '$&-').toLowerCase();

describe('the words of the code', () => {
  it('has files to look at', () => {
    expect(sources.length).toBeGreaterThan(500);
  });

  it('declares no former name', () => {
    const found = sources.flatMap((source) =>
      [...declaredNames(source)]
        .filter((name) => Object.hasOwn(FORMER_NAMES, name))
        .map((name) => `${source.path}: ${name} → ${FORMER_NAMES[name] ?? ''}`),
    );
    expect(found).toEqual([]);
  });

  it('names no file by a former name', () => {
    const former = new Set(Object.keys(FORMER_NAMES).map(toFileName));
    const found = sources
      .map(({ path }) => path)
      .filter((path) => former.has(basename(path).replace(/(\.spec|\.types|\.module|\.service)?\.ts$/, '')));
    expect(found).toEqual([]);
  });

  it('names the actor in comments', () => {
    const found = sources.flatMap((source) =>
      commentsOf(source).flatMap(({ line, comment }) => {
        const word = VAGUE_WORDS.exec(comment)?.[0];
        if (word === undefined || ALLOWED.includes(`${source.path}: ${word}`)) return [];
        return [`${source.path}:${line}: ${word}`];
      }),
    );
    expect(found).toEqual([]);
    expect(ALLOWED.length).toBeLessThanOrEqual(10);
  });
});

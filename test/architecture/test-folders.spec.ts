import { dirname } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readSources } from './source-files.js';

/** Files of a folder without its specs, at most: the limit that `sizes.spec.ts` has for `src` and `libs`. */
const MAX_FILES = 20;

describe('the folders of tests and examples', () => {
  it(`have at most ${MAX_FILES} files that are no specs`, () => {
    const sources = readSources(['test', 'examples']).filter(({ path }) => !path.endsWith('.spec.ts'));
    const folders = Map.groupBy(sources, ({ path }) => dirname(path));
    expect(folders.size).toBeGreaterThan(20);
    expect([...folders].filter(([, files]) => files.length > MAX_FILES).map(([folder]) => folder)).toEqual([]);
  });
});

import { dirname } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readSources } from './source-files.js';

/** Lines of a file, at most. */
const MAX_LINES = 200;
/** Lines of the file in the middle, at most. */
const MAX_MEDIAN = 60;
/** Files of a folder without its specs, at most. */
const MAX_FILES = 20;

const sources = readSources(['src', 'libs']).filter(({ path }) => !path.endsWith('.spec.ts'));
const sizes = sources.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));

describe('the sizes of files and folders', () => {
  it(`has no file of more than ${MAX_LINES} lines`, () => {
    expect(sizes.filter(({ lines }) => lines > MAX_LINES)).toEqual([]);
  });

  it(`has a median of at most ${MAX_MEDIAN} lines`, () => {
    const lines = sizes.map((size) => size.lines).sort((a, b) => a - b);
    expect(lines[Math.floor(lines.length / 2)]).toBeLessThanOrEqual(MAX_MEDIAN);
  });

  it(`has no folder of more than ${MAX_FILES} files`, () => {
    const folders = Map.groupBy(sources, ({ path }) => dirname(path));
    expect([...folders].filter(([, files]) => files.length > MAX_FILES).map(([folder]) => folder)).toEqual([]);
  });
});

import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { CHANGES } from '@gateway/provider-kit';
import { findVectors } from '../vectors/find-vectors.js';

const CHAPTERS = globSync('docs/contract/*.md').sort();

/** The numbers of chapters and parts, as they stand in headings: `5`, `5.6`. */
const SECTIONS = new Set(
  CHAPTERS.flatMap((path) => [...read(path).matchAll(/^##? (\d+(?:\.\d+)?)\.? /gm)].map(([, number = '']) => number)),
);

/** What cites sections, with the expression that finds its citations. */
const CITING: readonly (readonly [files: string, citation: RegExp])[] = [
  ['docs/contract.md', /§(\d+(?:\.\d+)?)/g],
  ['docs/contract/*.md', /§(\d+(?:\.\d+)?)/g],
  ['docs/fidelity.md', /§(\d+(?:\.\d+)?)/g],
  ['{src,libs,test}/**/*.{ts,mjs,md}', /contract §(\d+(?:\.\d+)?)/g],
];

function read(path: string): string {
  return readFileSync(path, 'utf8');
}

describe('the contract', () => {
  it('has all its chapters, each in the file of its number', () => {
    const numbers = CHAPTERS.map((path) => [path, /^# (\d+)\. /.exec(read(path))?.[1]]);
    expect(numbers).toHaveLength(28);
    expect(numbers.filter(([path, number]) => !path?.includes(`/${number?.padStart(2, '0')}-`))).toEqual([]);
  });

  it.each(CITING)('has the sections that %s cites', (files, citation) => {
    const cited = globSync(files).flatMap((path) =>
      [...read(path).matchAll(citation)].map(([, section = '']) => ({ path, section })),
    );
    expect(cited.length).toBeGreaterThan(0);
    expect(cited.filter(({ section }) => !SECTIONS.has(section))).toEqual([]);
  });

  it('has the sections that vectors and codes of changes cite', () => {
    const vectors = findVectors().flatMap(({ section }) => section.split(','));
    const codes = Object.values(CHANGES)
      .flatMap((changes) => Object.values<{ contract: string }>(changes))
      .flatMap(({ contract }) => contract.split(', ').map((section) => section.replace('§', '')));
    expect([...vectors, ...codes].filter((section) => !SECTIONS.has(section))).toEqual([]);
  });
});

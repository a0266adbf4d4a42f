import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CHANGES } from '@gateway/provider-kit';
import { toFidelityPage } from './to-fidelity-page.js';

/** The sources of the plugins and their kit, less the lists of codes themselves. */
const SOURCES = readdirSync('libs', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts') && !path.includes('src/changes/'))
  .map((path) => readFileSync(join('libs', path), 'utf8'));

describe('docs/fidelity.md', () => {
  it('is fresh: else build and run dist/src/reference/write-docs.js', () => {
    expect(readFileSync('docs/fidelity.md', 'utf8')).toBe(toFidelityPage());
  });

  it.each(Object.values(CHANGES).flatMap((group) => Object.keys(group)))('%s is used', (code) => {
    expect(SOURCES.some((source) => source.includes(`'${code}'`))).toBe(true);
    expect(toFidelityPage()).toContain(`| \`${code}\` |`);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compilePattern } from './compile-pattern.js';
import { stripVersion } from './strip-version.js';

describe('compilePattern', () => {
  it.each([
    ['gpt-5', 'gpt-5', true],
    ['gpt-5', 'gpt-5.1', false],
    ['gpt-5*', 'gpt-5', true],
    ['gpt-5*', 'gpt-5.1', true],
    ['gpt-5*codex*', 'gpt-5.1-codex-max', true],
    ['gpt-5*codex*', 'gpt-5.1', false],
    ['a*a', 'a', false],
    ['a*b*a', 'aba', true],
    ['*-pro', 'x-pro', true],
    ['*-pro', 'x-pro-1', false],
    ['gpt.5', 'gpt-5', false],
  ])('%s and %s: %s', (pattern, id, fits) => expect(compilePattern(pattern)(id)).toBe(fits));

  it('agrees with a regular expression of the same meaning', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '-', '.', '*'), maxLength: 12 });
    const id = text.map((value) => value.replaceAll('*', ''));
    fc.assert(
      fc.property(text, id, (pattern, value) => {
        const parts = pattern.split('*').map((part) => part.replaceAll(/[.-]/g, '\\$&'));
        return compilePattern(pattern)(value) === new RegExp(`^${parts.join('.*')}$`).test(value);
      }),
    );
  });
});

describe('stripVersion', () => {
  it.each([
    ['gpt-5-2025-08-07', 'gpt-5'],
    ['gpt-4-0613', 'gpt-4'],
    ['gemini-3-flash-preview-09-2025', 'gemini-3-flash'],
    ['gemini-2.0-flash-001', 'gemini-2.0-flash'],
    ['claude-opus-4@20250514', 'claude-opus-4'],
    ['claude-opus-4-6@default', 'claude-opus-4-6'],
    ['gemini-3.1-pro-preview', 'gemini-3.1-pro'],
    ['claude-opus-4-5', 'claude-opus-4-5'],
    ['gpt-5.4-mini', 'gpt-5.4-mini'],
  ])('%s is a version of %s', (id, model) => expect(stripVersion(id)).toBe(model));
});

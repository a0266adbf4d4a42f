import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { findPreset, PRESETS, traitsOf } from './presets.js';
import { SWITCHES, UNKNOWN_SERVER } from './switches.js';
import { toPresetsPage } from './to-presets-page.js';

describe('presets', () => {
  it.each(PRESETS)('$name is a sound row', ({ name, chat, anthropic, speaks, facts }) => {
    expect(name).toMatch(/^[a-z]+$/);
    expect(new URL(chat).protocol).toMatch(/^https?:$/);
    if (speaks === 'anthropic') expect(anthropic).toMatch(/^https:.*(?<!\/v1)$/);
    for (const { sets = {}, what, source, date } of facts) {
      expect(source).not.toBe('');
      expect(date).toMatch(/^20\d\d-\d\d(-\d\d)?$/);
      expect(what ?? Object.keys(sets)[0]).toBeDefined();
      for (const [trait, value] of Object.entries(sets))
        expect(SWITCHES[trait as keyof typeof sets].values).toContain(value);
    }
  });

  it('names are unique', () => {
    expect(new Set(PRESETS.map(({ name }) => name)).size).toBe(PRESETS.length);
  });

  it.each([
    ['groq', undefined, 'groq'],
    ['auto', 'https://api.groq.com/openai/v1', 'groq'],
    ['auto', 'https://api.groq.com.evil.example/v1', undefined],
    ['auto', 'http://localhost:11434/v1', undefined],
    ['auto', undefined, undefined],
    ['ollama', 'http://gpu:11434/v1', 'ollama'],
  ])('%s at %s is %s', (name, url, expected) => {
    expect(findPreset(name, url)?.name).toBe(expected);
  });

  it('an unknown server has the first value of each switch', () => {
    expect(traitsOf(undefined)).toEqual(UNKNOWN_SERVER);
    expect(UNKNOWN_SERVER).toMatchObject({ midSystem: 'system', reasoningEcho: 'never', thinkTags: 'auto' });
  });

  it('docs/providers/compatible.md is fresh: else run npm run docs', () => {
    expect(readFileSync('docs/providers/compatible.md', 'utf8')).toBe(toPresetsPage());
  });
});

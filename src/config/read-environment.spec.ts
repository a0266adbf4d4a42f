import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readEnvironment } from './read-environment.js';
import { SettingsError } from './settings.error.js';

describe('readEnvironment', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'environment-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const file = (name: string, text: string): void => writeFileSync(join(folder, name), text);

  it.each([
    ['a plain value', 'A=one', 'one'],
    ['double quotes', 'A="one two"', 'one two'],
    ['single quotes', "A='one two'", 'one two'],
    ['quotes that do not match', `A="one'`, `"one'`],
    ['an export', 'export A=one', 'one'],
    ['spaces around', 'A = one ', 'one'],
    ['a comment behind', 'A=one # the first', 'one'],
    ['Windows lines and a byte order mark', '\uFEFFA=one\r\nB=two\r\n', 'one'],
    ['lines that are none', 'what is this?\n\n# a comment\nA=one', 'one'],
    ['a blank value', 'A=', undefined],
    ['a quoted blank value', 'A=""', undefined],
    ['an equals sign inside', 'A=b=c', 'b=c'],
  ])('reads %s', (_name, text, expected) => {
    file('.env', text);
    expect(readEnvironment({}, folder).A).toBe(expected);
  });

  it('takes quotes off variables of the process, as Docker hands them on', () => {
    expect(readEnvironment({ A: '"sk-1"', B: "'x'", C: '"' }, folder)).toEqual({ A: 'sk-1', B: 'x', C: '"' });
  });

  it('lets the environment win, a blank too', () => {
    file('.env', 'A=file\nB=file\nC=file');
    expect(readEnvironment({ A: 'process', B: '' }, folder)).toEqual({ A: 'process', C: 'file' });
  });

  it('reads the file that ENV_FILE names, or none', () => {
    file('.env', 'A=default');
    file('other.env', 'A=other');
    expect(readEnvironment({ ENV_FILE: 'other.env' }, folder).A).toBe('other');
    expect(readEnvironment({ ENV_FILE: '' }, folder).A).toBeUndefined();
  });

  it('does without .env, but not without a file that was named', () => {
    expect(readEnvironment({}, folder)).toEqual({});
    expect(() => readEnvironment({ ENV_FILE: 'missing.env' }, folder)).toThrow(SettingsError);
  });
});

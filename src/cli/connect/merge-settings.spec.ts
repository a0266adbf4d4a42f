import { describe, expect, it } from '@jest/globals';
import { mergeSettings } from './merge-settings.js';

const CONNECTION = { ANTHROPIC_BASE_URL: 'http://127.0.0.1:8082', ANTHROPIC_AUTH_TOKEN: 'secret' };

describe('mergeSettings', () => {
  it('writes what there is to write where there is nothing', () => {
    const { text, changes } = mergeSettings('', CONNECTION);
    expect(text).toBe(`${JSON.stringify({ env: CONNECTION }, undefined, 2)}\n`);
    expect(changes).toEqual(['+ env.ANTHROPIC_BASE_URL: "http://127.0.0.1:8082"', '+ env.ANTHROPIC_AUTH_TOKEN: ***']);
  });

  it('keeps every other key, the order and the indentation', () => {
    const before =
      '{\n\t"model": "opus",\n\t"env": {\n\t\t"ANTHROPIC_BASE_URL": "http://old",\n\t\t"FOO": "1"\n\t}\n}\n';
    const { text, changes } = mergeSettings(before, CONNECTION);
    expect(text).toBe(
      before
        .replace('http://old', CONNECTION.ANTHROPIC_BASE_URL)
        .replace('"1"\n', '"1",\n\t\t"ANTHROPIC_AUTH_TOKEN": "secret"\n'),
    );
    expect(changes[0]).toBe('- env.ANTHROPIC_BASE_URL: "http://old"');
  });

  it('changes nothing where all values are set already', () => {
    expect(mergeSettings(JSON.stringify({ env: CONNECTION }), CONNECTION)).toEqual({ text: undefined, changes: [] });
  });

  it.each(['[]', '{"env":[]}', '{"env":', 'null'])('leaves alone what is no settings file: %s', (before) => {
    expect(() => mergeSettings(before, CONNECTION)).toThrow();
  });
});

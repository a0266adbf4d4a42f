import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { TokensFile } from './tokens-file.js';

const token = (name: string): object => ({ name, sha256: 'a'.repeat(64) });

let folder: string;
let path: string;
let file: TokensFile;
const onChange = jest.fn();
const onError = jest.fn();

/** So many looks at the file. */
function look(times: number): void {
  jest.advanceTimersByTime(times * 1000);
}

beforeEach(() => {
  jest.useFakeTimers();
  for (const mock of [onChange, onError]) mock.mockReset();
  folder = mkdtempSync(join(tmpdir(), 'tokens-file-'));
  path = join(folder, 'tokens.json');
  writeFileSync(path, JSON.stringify([token('ada')]));
  file = new TokensFile({ path, onChange, onError });
});

afterEach(() => {
  file.close();
  jest.useRealTimers();
  rmSync(folder, { recursive: true });
});

describe('a file of tokens', () => {
  it('that is broken is reported once per change, and the former tokens remain', () => {
    writeFileSync(path, 'no JSON');
    look(5);
    expect(onError).toHaveBeenCalledTimes(1);
    writeFileSync(path, 'no JSON either');
    look(5);
    expect(onError).toHaveBeenCalledTimes(2);
    expect(file.access.tokens.map(({ name }) => name)).toEqual(['ada']);
    expect(onChange).not.toHaveBeenCalled();
  });

  it('that is gone is reported once', () => {
    rmSync(path);
    look(5);
    expect(onError).toHaveBeenCalledTimes(1);
  });

  it('is known as soon as it is mended', () => {
    writeFileSync(path, 'no JSON');
    look(2);
    writeFileSync(path, JSON.stringify([token('ada'), token('bob')]));
    look(5);
    expect(onChange.mock.calls).toEqual([[2]]);
    expect(file.access.tokens).toHaveLength(2);
  });
});

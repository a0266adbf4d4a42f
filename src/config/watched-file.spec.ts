import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { WatchedFile } from './watched-file.js';

let folder: string;
let path: string;
let file: WatchedFile<string[]>;
const onChange = jest.fn();
const onError = jest.fn();

/** So many looks at the file. */
function look(times: number): void {
  jest.advanceTimersByTime(times * 1000);
}

beforeEach(() => {
  jest.useFakeTimers();
  for (const mock of [onChange, onError]) mock.mockReset();
  folder = mkdtempSync(join(tmpdir(), 'watched-file-'));
  path = join(folder, 'content.json');
  writeFileSync(path, JSON.stringify(['ada']));
  file = new WatchedFile({ path, parse: (text) => JSON.parse(text) as string[], onChange, onError });
});

afterEach(() => {
  file.close();
  jest.useRealTimers();
  rmSync(folder, { recursive: true });
});

describe('a watched file', () => {
  it('that is broken is reported once per change, and the former content remains', () => {
    writeFileSync(path, 'no JSON');
    look(5);
    expect(onError).toHaveBeenCalledTimes(1);
    writeFileSync(path, 'no JSON either');
    look(5);
    expect(onError).toHaveBeenCalledTimes(2);
    expect(file.content).toEqual(['ada']);
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
    writeFileSync(path, JSON.stringify(['ada', 'bob']));
    look(5);
    expect(onChange.mock.calls).toEqual([[['ada', 'bob']]]);
    expect(file.content).toHaveLength(2);
  });
});

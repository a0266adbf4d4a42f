import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { writeSafely } from './write-safely.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'write-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('writeSafely', () => {
  it('writes a new file, folders included, for its owner alone', () => {
    const path = join(folder, 'new', 'file');
    expect(writeSafely(path, 'text')).toBeUndefined();
    expect(readFileSync(path, 'utf8')).toBe('text');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('keeps what was there and a link to it, and lets only the owner read both', () => {
    const [path, link] = [join(folder, 'file'), join(folder, 'link')];
    writeFileSync(path, 'old', { mode: 0o640 });
    symlinkSync(path, link);
    const backup = writeSafely(link, 'new', new Date('2026-01-02T03:04:05Z'))!;
    expect(readFileSync(backup, 'utf8')).toBe('old');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect([path, backup].map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600]);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['file', 'link', 'link.backup-20260102030405000']);
  });
});

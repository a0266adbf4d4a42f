import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { LogFile } from './log-file.js';

let folder: string;
let time: Date;
const onError = jest.fn();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-file-'));
  time = new Date(2026, 10, 22, 23, 59, 58);
  onError.mockReset();
});

afterEach(() => {
  rmSync(folder, { recursive: true });
  expect(onError).not.toHaveBeenCalled();
});

function open(name: string, more: { pattern?: string; keep?: number } = {}): LogFile {
  const { pattern, keep = 7 } = more;
  return new LogFile({ path: join(folder, name), pattern, keep, now: () => time, onError });
}

/** Every file below the folder with its content. */
function files(): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = names.map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
}

function put(name: string, content = 'old\n'): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const day = (date: number): Date => new Date(2026, 10, date, 0, 0, 1);

describe('a log file with tokens in its name', () => {
  it('is another one each day, in folders that are made', async () => {
    const log = open('%Y/%m/gateway-%d.log');
    log.write('one\n');
    time = day(23);
    log.write('two\n');
    log.write('three\n');
    await log.end();
    expect(files()).toEqual({ '2026/11/gateway-22.log': 'one\n', '2026/11/gateway-23.log': 'two\nthree\n' });
  });

  it('is appended to by a second start', async () => {
    for (const line of ['one\n', 'two\n']) {
      const log = open('%F.log');
      log.write(line);
      await log.end();
    }
    expect(files()).toEqual({ '2026-11-22.log': 'one\ntwo\n' });
  });
});

describe('a log file without tokens', () => {
  it.each([
    [undefined, 'gateway.log-20261122'],
    ['old-%Y-%m-%d.log', 'old-2026-11-22.log'],
  ])('keeps its name, and is renamed at midnight by the pattern %s', async (pattern, archived) => {
    const log = open('logs/gateway.log', pattern === undefined ? {} : { pattern });
    log.write('one\n');
    time = day(23);
    log.write('two\n');
    await log.end();
    expect(files()).toEqual({ [`logs/${archived}`]: 'one\n', 'logs/gateway.log': 'two\n' });
  });

  it('is in the folder of a pattern with folders', async () => {
    const log = open('gateway.log', { pattern: join(folder, 'old/%Y/%m%d.log') });
    log.write('one\n');
    time = day(23);
    log.write('two\n');
    await log.end();
    expect(files()).toEqual({ 'old/2026/1122.log': 'one\n', 'gateway.log': 'two\n' });
  });

  it('overwrites nothing: what is there is appended to', async () => {
    put('gateway.log-202611', 'before\n');
    const log = open('gateway.log', { pattern: 'gateway.log-%Y%m' });
    log.write('one\n');
    time = day(23);
    log.write('two\n');
    time = day(24);
    log.write('three\n');
    await log.end();
    expect(files()).toEqual({ 'gateway.log-202611': 'before\none\ntwo\n', 'gateway.log': 'three\n' });
  });

  it('makes up for a midnight at which no gateway ran', async () => {
    const path = put('gateway.log', 'of the 20th\n');
    utimesSync(path, day(20), day(20));
    const log = open('gateway.log');
    log.write('one\n');
    await log.end();
    expect(files()).toEqual({ 'gateway.log-20261120': 'of the 20th\n', 'gateway.log': 'one\n' });
  });

  it('rotates at midnight although no line is written', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'Date'] });
    const log = open('gateway.log');
    log.write('one\n');
    time = day(23);
    jest.advanceTimersByTime(1000);
    jest.useRealTimers();
    await log.end();
    expect(files()).toEqual({ 'gateway.log-20261122': 'one\n', 'gateway.log': '' });
  });
});

describe('pruning', () => {
  const FOREIGN = [
    'gateway.log-20261399',
    'gateway.log-20260101.gz',
    'other.log-20260101',
    'notes.txt',
    'gateway.log.1',
  ];

  it('keeps so many, at the start and at midnight, and touches no other file', async () => {
    for (const name of FOREIGN) put(name);
    for (const date of ['20260101', '20261117', '20261118', '20261119']) put(`gateway.log-${date}`);
    const log = open('gateway.log', { keep: 2 });
    expect(Object.keys(files()).sort()).toEqual(
      [...FOREIGN, 'gateway.log', 'gateway.log-20261118', 'gateway.log-20261119'].sort(),
    );
    log.write('one\n');
    time = day(23);
    log.write('two\n');
    await log.end();
    expect(Object.keys(files()).sort()).toEqual(
      [...FOREIGN, 'gateway.log', 'gateway.log-20261119', 'gateway.log-20261122'].sort(),
    );
  });

  it('reads the dates from the names, in all folders', async () => {
    for (const name of ['2025/12/31.log', '2026/01/02.log', '2026/10/01.log', '2026/10/notes.log']) put(name);
    const log = open('%Y/%m/%d.log', { keep: 1 });
    await log.end();
    expect(Object.keys(files()).sort()).toEqual(['2026/10/01.log', '2026/10/notes.log', '2026/11/22.log']);
  });

  it('keeps all where the count is 0', async () => {
    for (const date of ['2026-11-20', '2026-11-21']) put(`${date}.log`);
    const log = open('%F.log', { keep: 0 });
    await log.end();
    expect(Object.keys(files()).sort()).toEqual(['2026-11-20.log', '2026-11-21.log', '2026-11-22.log']);
  });

  it('does not know the files of a pattern that is not set', async () => {
    for (const name of ['2026-11-20.log-20261120', '2026-11-20.log', '2026-11-21.log']) put(name);
    const log = open('%F.log', { keep: 1 });
    await log.end();
    expect(Object.keys(files()).sort()).toEqual(['2026-11-20.log-20261120', '2026-11-21.log', '2026-11-22.log']);
  });
});

describe('under load', () => {
  it.each(['gateway.log', 'gateway-%Y%m%d.log'])('%s has every line once, in the file of its day', async (name) => {
    const log = open(name, { keep: 3 });
    const DAYS = 6;
    const LINES = 2000;
    for (let date = 22; date < 22 + DAYS; date++) {
      time = day(date);
      for (let i = 0; i < LINES; i++) {
        log.write(`${date} ${i} ${'x'.repeat(200)}\n`);
        if (i % 97 === 0) await nextTurn();
      }
    }
    await log.end();
    const kept = Object.values(files());
    expect(kept.length).toBe(4);
    const days = kept.map((content) => {
      const lines = content.trimEnd().split('\n');
      const inOrder = lines.every((line, i) => line.split(' ')[1] === String(i));
      expect([lines.length, inOrder]).toEqual([LINES, true]);
      return new Set(lines.map((line) => line.split(' ')[0]));
    });
    expect(days.map((of) => of.size)).toEqual([1, 1, 1, 1]);
    expect(days.flatMap((of) => [...of]).sort()).toEqual(['24', '25', '26', '27']);
  });

  it('loses no line that is written after the end', async () => {
    const log = open('gateway.log');
    log.write('one\n');
    await log.end();
    log.write('two\n');
    expect(files()).toEqual({ 'gateway.log': 'one\ntwo\n' });
  });
});

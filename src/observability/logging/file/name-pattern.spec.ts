import { describe, expect, it } from '@jest/globals';
import { NamePattern } from './name-pattern.js';

const TIME = new Date(2026, 2, 4, 5, 6, 7);

describe('NamePattern', () => {
  it.each([
    ['logs/%Y-%m-%d.log', 'logs/2026-03-04.log'],
    ['%F_%T', '2026-03-04_05:06:07'],
    ['%H%M-100%%', '0506-100%'],
    ['log-%d-%b', 'log-04-Mar'],
    ['./a//plain.log', 'a/plain.log'],
  ])('%s is %s', (pattern, expected) => {
    expect(new NamePattern(pattern).at(TIME)).toBe(expected);
  });

  it.each([
    ['a.log', false],
    ['100%%.log', false],
    ['a-%d.log', true],
    ['%%%Y', true],
  ])('%s has tokens: %s', (pattern, expected) => {
    expect(new NamePattern(pattern).hasTokens).toBe(expected);
  });

  it.each([
    ['gateway-%Y.log', '.', 1],
    ['logs/gateway-%Y.log', 'logs', 1],
    ['/var/log/%Y/%m/gateway-%d.log', '/var/log', 3],
    ['%Y/x.log', '.', 2],
    ['../logs/x-%d', '../logs', 1],
    ['logs/plain.log', 'logs', 1],
  ])('the names of %s lie in %s, %i deep', (pattern, folder, depth) => {
    expect(new NamePattern(pattern).place).toEqual({ folder, depth });
  });

  it.each([
    ['a.log-%Y%m%d', 'a.log-20260304', new Date(2026, 2, 4)],
    ['%d.%m.%Y-%H%M', '04.03.2026-0506', new Date(2026, 2, 4, 5, 6)],
    ['a-%Y%m', 'a-202603', new Date(2026, 2, 1)],
    ['100%%-%F', '100%-2026-03-04', new Date(2026, 2, 4)],
    // No such days.
    ['a.log-%Y%m%d', 'a.log-20261399', undefined],
    ['a.log-%Y%m%d', 'a.log-20260229', undefined],
    // Other names.
    ['a.log-%Y%m%d', 'aXlog-20260304', undefined],
    ['a.log-%Y%m%d', 'a.log-20260304.gz', undefined],
    ['a.log-%Y%m%d', 'my-a.log-20260304', undefined],
    ['%Y-%Y', '2026-2025', undefined],
    // Not to be read back.
    ['a-%b-%d', 'a-Mar-04', undefined],
  ])('of %s, %s is of %s', (pattern, path, time) => {
    expect(new NamePattern(pattern).timeOf(path)).toEqual(time);
  });
});

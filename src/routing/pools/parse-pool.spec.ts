import { describe, expect, it } from '@jest/globals';
import { parsePool } from './parse-pool.js';

const shown = (text: string): string =>
  parsePool(text)
    .levels.map((level) => level.map(({ target, weight }) => `${target}:${weight}`).join(' '))
    .join(' > ');

describe('parsePool', () => {
  it.each([
    ['azure/gpt', 'azure/gpt:1'],
    ['ptu/gpt|eu/gpt*2,us/gpt', 'ptu/gpt:1 > eu/gpt:2 us/gpt:1'],
    [' ptu/gpt | eu/gpt * 2 , us/gpt ', 'ptu/gpt:1 > eu/gpt:2 us/gpt:1'],
    ['router/owner/model:free*10', 'router/owner/model:free:10'],
  ])('reads %s', (text, expected) => {
    expect(parsePool(text).mistakes).toEqual([]);
    expect(shown(text)).toBe(expected);
  });

  it.each([
    ['a/x||b/y', 'level 2 has an empty member; write provider/model'],
    ['a/x,', 'level 1 has an empty member; write provider/model'],
    ['gpt-5', '"gpt-5" must be provider/model, or provider/model*weight'],
    ['/gpt', '"/gpt" must be provider/model, or provider/model*weight'],
    ['a/x b/y', '"a/x b/y" must be provider/model, or provider/model*weight'],
    ['a/x*0', 'the weight of "a/x*0" must be a whole number from 1 to 1000'],
    ['a/x*1001', 'the weight of "a/x*1001" must be a whole number from 1 to 1000'],
    ['a/x*half', 'the weight of "a/x*half" must be a whole number from 1 to 1000'],
    ['a/x*2*3', 'the weight of "a/x*2*3" must be a whole number from 1 to 1000'],
    ['a/x|A/x', 'A/x is named twice; give it a weight instead'],
  ])('names the mistake in %s', (text, mistake) => {
    expect(parsePool(text).mistakes).toEqual([mistake]);
  });

  it('names every mistake', () => {
    expect(parsePool('gpt|a/x*0,').mistakes).toHaveLength(3);
  });
});

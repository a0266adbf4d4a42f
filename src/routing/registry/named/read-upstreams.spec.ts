import { describe, expect, it } from '@jest/globals';
import { readUpstreams } from './read-upstreams.js';

const KINDS = new Map([
  ['shop', ['API_KEY', 'BASE_URL', 'API']],
  ['two-words', ['REGION']],
]);
const read = (environment: Record<string, string>): ReturnType<typeof readUpstreams> =>
  readUpstreams(environment, KINDS, new Set(['UPSTREAM_RETRIES']));

/** `name kind suffix=variable …` for each upstream. */
const summary = (environment: Record<string, string>): readonly string[] =>
  read(environment).upstreams.map(({ name, kind, settings }) =>
    [name, kind, ...[...settings].map(([suffix, variable]) => `${suffix}=${variable}`)].join(' '),
  );

describe('readUpstreams', () => {
  it.each<[string, Record<string, string>, readonly string[]]>([
    ['nothing', { OTHER: 'shop', UPSTREAM_RETRIES: 'shop', upstream_x: 'shop' }, []],
    ['a declaration alone', { UPSTREAM_EU: 'shop' }, ['eu shop']],
    ['a kind in any case', { UPSTREAM_EU: 'Two-Words' }, ['eu two-words']],
    [
      'names and suffixes in any case, spelled as they were written',
      { UPSTREAM_Eu: 'shop', UPSTREAM_EU_api_key: 'k' },
      ['eu shop API_KEY=UPSTREAM_EU_api_key'],
    ],
    [
      'settings before their declaration',
      { UPSTREAM_EU_API_KEY: 'k', UPSTREAM_EU: 'shop' },
      ['eu shop API_KEY=UPSTREAM_EU_API_KEY'],
    ],
    [
      'the order of the names',
      { UPSTREAM_ZOO: 'shop', UPSTREAM_B: 'shop', UPSTREAM_ALPHA: 'shop' },
      ['alpha shop', 'b shop', 'zoo shop'],
    ],
    [
      'a name that another one begins with',
      { UPSTREAM_EU: 'shop', UPSTREAM_EU_WEST: 'shop', UPSTREAM_EU_WEST_API_KEY: 'w', UPSTREAM_EU_API_KEY: 'e' },
      ['eu shop API_KEY=UPSTREAM_EU_API_KEY', 'eu_west shop API_KEY=UPSTREAM_EU_WEST_API_KEY'],
    ],
    [
      'a setting whose value is the name of a kind',
      { UPSTREAM_EU: 'shop', UPSTREAM_EU_API: 'shop' },
      ['eu shop API=UPSTREAM_EU_API'],
    ],
    [
      'a name that ends like a setting of another kind',
      { UPSTREAM_EU: 'shop', UPSTREAM_EU_REGION: 'two-words', UPSTREAM_EU_REGION_REGION: 'r' },
      ['eu shop', 'eu_region two-words REGION=UPSTREAM_EU_REGION_REGION'],
    ],
  ])('reads %s', (_, environment, expected) => {
    expect(summary(environment)).toEqual(expected);
    expect(read(environment).mistakes).toEqual([]);
  });

  it.each<[string, Record<string, string>, readonly string[]]>([
    [
      'an unknown kind, once',
      { UPSTREAM_EU: 'sohp', UPSTREAM_EU_API_KEY: 'k', UPSTREAM_EU_WHATEVER: 'x' },
      ['UPSTREAM_EU: must be one of shop, two-words'],
    ],
    [
      'a misspelled setting, with those that there are',
      { UPSTREAM_eu: 'shop', UPSTREAM_EU_BASEURL: 'x' },
      [
        'UPSTREAM_EU_BASEURL: is no setting of an upstream of the kind shop; ' +
          'there are UPSTREAM_eu_API_KEY, UPSTREAM_eu_BASE_URL, UPSTREAM_eu_API',
      ],
    ],
    [
      'a setting of another kind',
      { UPSTREAM_EU: 'two-words', UPSTREAM_EU_API_KEY: 'k' },
      ['UPSTREAM_EU_API_KEY: is no setting of an upstream of the kind two-words; there are UPSTREAM_EU_REGION'],
    ],
    [
      'a setting of nothing',
      { UPSTREAM_eu_API_KEY: 'sk-secret' },
      ['UPSTREAM_eu_API_KEY: belongs to no upstream; set UPSTREAM_eu to one of shop, two-words'],
    ],
    [
      'a name that is only a suffix',
      { UPSTREAM_API_KEY: 'sk-secret' },
      ['UPSTREAM_API_KEY: must be one of shop, two-words'],
    ],
    [
      'one name twice',
      { UPSTREAM_EU: 'shop', UPSTREAM_eu: 'shop' },
      ['UPSTREAM_eu: is the same as UPSTREAM_EU; keep one of them'],
    ],
    ...['UPSTREAM_', 'UPSTREAM__EU', 'UPSTREAM_EU_', 'UPSTREAM_A-B', 'UPSTREAM_Ü'].map(
      (variable): [string, Record<string, string>, readonly string[]] => [
        `the name in ${variable}`,
        { [variable]: 'shop' },
        [`${variable}: a name is made of letters, digits and single underscores`],
      ],
    ),
  ])('refuses %s', (_, environment, mistakes) => {
    expect(read(environment).mistakes).toEqual(mistakes);
  });
});

import { describe, expect, it } from '@jest/globals';
import { Describe, IsFlag, IsHttpUrl, IsOneOf, IsSeconds, IsText, IsWhole, Secret } from '@gateway/provider-kit';
import { IsUppercase } from 'class-validator';
import { checkSettings } from './check-settings.js';

class Sample {
  @Describe('a text')
  @IsText()
  TEXT?: string;

  @Describe('a flag')
  @IsFlag()
  FLAG: boolean = false;

  @Describe('a whole number')
  @IsWhole({ min: 1, max: 9 })
  WHOLE: number = 5;

  @Describe('a whole number or a word')
  @IsWhole({ min: 1, or: 'auto' })
  COUNT: number | 'auto' = 1;

  @Describe('a time')
  @IsSeconds()
  SECONDS: number = 1;

  @Describe('a choice')
  @IsOneOf(['low', 'High'])
  CHOICE: string = 'low';

  @Describe('a URL', { alias: 'url' })
  @IsHttpUrl()
  URL?: string;

  @Describe('a secret')
  @Secret()
  @IsUppercase()
  SECRET: string = 'NONE';

  NOT_A_SETTING = 'untouched';
}

const COMMENT =
  'the value contains a comment (" # …"); `docker --env-file` keeps comments and quotes, so write the comment on a ' +
  'line of its own';

describe('checkSettings', () => {
  it.each<[Record<string, string>, Partial<Sample>]>([
    [{}, { FLAG: false, WHOLE: 5, SECONDS: 1, CHOICE: 'low', SECRET: 'NONE' }],
    [{ TEXT: '007' }, { TEXT: '007' }],
    [{ FLAG: 'true' }, { FLAG: true }],
    [{ FLAG: 'TRUE' }, { FLAG: true }],
    [{ FLAG: '1' }, { FLAG: true }],
    [{ FLAG: 'Yes' }, { FLAG: true }],
    [{ FLAG: 'False' }, { FLAG: false }],
    [{ FLAG: '0' }, { FLAG: false }],
    [{ FLAG: 'NO' }, { FLAG: false }],
    [{ WHOLE: '9' }, { WHOLE: 9 }],
    [{ COUNT: '2' }, { COUNT: 2 }],
    [{ COUNT: 'Auto' }, { COUNT: 'auto' }],
    [{ SECONDS: '0' }, { SECONDS: 0 }],
    [{ SECONDS: '0.25' }, { SECONDS: 0.25 }],
    [{ SECONDS: '.5' }, { SECONDS: 0.5 }],
    [{ CHOICE: 'HIGH' }, { CHOICE: 'High' }],
    [{ URL: 'https://example.com/v1' }, { URL: 'https://example.com/v1' }],
    [{ url: 'http://a' }, { URL: 'http://a' }],
    [{ url: 'http://a', URL: 'http://b' }, { URL: 'http://b' }],
    [{ NOT_A_SETTING: 'x', UNKNOWN: 'y' }, { NOT_A_SETTING: 'untouched' }],
  ])('%j gives %j', (environment, expected) => {
    const { value, mistakes } = checkSettings(Sample, environment);
    expect(mistakes).toEqual([]);
    expect(value).toBeInstanceOf(Sample);
    expect(value).toMatchObject(expected);
    expect(value).not.toHaveProperty('UNKNOWN');
  });

  it.each([
    [{ FLAG: 'maybe' }, 'FLAG: must be true or false, not "maybe"'],
    [{ WHOLE: '10' }, 'WHOLE: must be a whole number from 1 to 9, not "10"'],
    [{ WHOLE: '1.5' }, 'WHOLE: must be a whole number from 1 to 9, not "1.5"'],
    [{ COUNT: 'all' }, 'COUNT: must be a whole number, 1 or more, or auto, not "all"'],
    [{ SECONDS: '-1' }, 'SECONDS: must be a number of seconds from 0 to 2147483, not "-1"'],
    [{ SECONDS: '1e9' }, 'SECONDS: must be a number of seconds from 0 to 2147483, not "1e9"'],
    [{ CHOICE: 'medium' }, 'CHOICE: must be one of low, High, not "medium"'],
    [{ URL: 'example.com' }, 'URL: must be a URL that starts with http:// or https://, not "example.com"'],
    [{ URL: 'ftp://example.com' }, 'URL: must be a URL that starts with http:// or https://, not "ftp://example.com"'],
    [
      { URL: 'htps://ada:p@ss/word@example.com' },
      'URL: must be a URL that starts with http:// or https://, not "htps://***@example.com"',
    ],
    [
      { URL: 'ada:secret@example.com' },
      'URL: must be a URL that starts with http:// or https://, not "***@example.com"',
    ],
    [
      { URL: 'https://ada:secret@example.com' },
      'URL: must be a URL without user and password, which would not be sent: credentials have settings of their own, ' +
        'not "https://***@example.com"',
    ],
    [{ URL: 'htps://a?key=secret' }, 'URL: must be a URL that starts with http:// or https://, not "htps://a?***"'],
    [{ url: 'example.com' }, 'url: must be a URL that starts with http:// or https://, not "example.com"'],
    [{ SECRET: 'sk-lower' }, 'SECRET: must be uppercase'],
    [{ TEXT: 'gpt # the big one' }, `TEXT: ${COMMENT}`],
    [{ SECRET: '"KEY" #mine' }, `SECRET: ${COMMENT}`],
  ])('%j is a mistake', (environment, mistake) => {
    expect(checkSettings(Sample, environment).mistakes).toEqual([mistake]);
  });

  it('takes a class without settings', () => {
    class Bare {
      readonly bare = true;
    }
    expect(checkSettings(Bare, { A: 'x' })).toEqual({ value: new Bare(), mistakes: [] });
  });
});

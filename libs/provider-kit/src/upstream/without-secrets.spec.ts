import { describe, expect, it } from '@jest/globals';
import { ApiError } from '@gateway/protocol';
import { shownHeaders, withoutCredentials, withoutSecrets } from './without-secrets.js';

describe('withoutSecrets', () => {
  it.each([
    ['https://api.example.com/v1/x?alt=sse', 'https://api.example.com/v1/x?alt=sse'],
    ['https://me:pass@api.example.com/v1', 'https://api.example.com/v1'],
    ['https://e.com/v1?api-version=2024-10-21&subscription-key=s', 'https://e.com/v1?api-version=2024-10-21'],
    ['https://e.com/?key=a&access_token=b&sig=c&beta=true', 'https://e.com/?beta=true'],
  ])('%s is shown as %s', (url, shown) => {
    expect(withoutSecrets(url)).toBe(shown);
  });
});

describe('withoutCredentials', () => {
  const headers = new Headers({ authorization: 'Bearer correct horse-battery', accept: 'application/json' });
  it.each([
    ['no key "horse-battery" is known', 'no key "***" is known'],
    ['the header "Bearer correct horse-battery" is wrong', 'the header "***" is wrong'],
    ['application/json is not accepted', 'application/json is not accepted'],
  ])('%s', (said, shown) => {
    const error = new ApiError('authentication_error', said, { headers: { 'retry-after': '1' } });
    expect(withoutCredentials(error, headers)).toMatchObject({
      type: 'authentication_error',
      status: 401,
      message: shown,
      headers: { 'retry-after': '1' },
    });
  });
});

describe('shownHeaders', () => {
  it('shows what is known to be no credential, and nothing else', () => {
    const sent = {
      accept: 'application/json',
      'anthropic-version': '2023-06-01',
      'x-stainless-lang': 'js',
      authorization: 's',
      'api-key': 's',
      'x-goog-api-key': 's',
      'x-of-tomorrow': 's',
    };
    expect(Object.keys(shownHeaders(new Headers(sent)))).toEqual(['accept', 'anthropic-version', 'x-stainless-lang']);
  });
});

import { describe, expect, it } from '@jest/globals';
import { shownHeaders, withoutSecrets } from './without-secrets.js';

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

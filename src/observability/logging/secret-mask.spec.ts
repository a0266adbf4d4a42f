import { describe, expect, it } from '@jest/globals';
import { SecretMask } from './secret-mask.js';

describe('SecretMask', () => {
  it.each([
    ['plain', 'token-of-mine', 'x token-of-mine y', 'x *** y'],
    ['twice', 'tok1', 'tok1tok1', '******'],
    ['with quotes, in JSON', 'a"b\\c', JSON.stringify({ k: 'a"b\\c' }), '{"k":"***"}'],
    [
      'in JSON within JSON',
      'a"bcd',
      JSON.stringify({ k: JSON.stringify({ k: 'a"bcd' }) }),
      '{"k":"{\\"k\\":\\"***\\"}"}',
    ],
    ['in a URL', 'a/b c', 'https://x/?key=a%2Fb%20c', 'https://x/?key=***'],
    ['with signs of a regular expression', 'a.*b+', 'a.*b+ axxb', '*** axxb'],
    ['too short to be distinguished from words', 'no', 'no secret', 'no secret'],
  ])('takes a known one out: %s', (_name, value, text, expected) => {
    expect(new SecretMask([value]).mask(text)).toBe(expected);
  });

  it('takes the longer of two out first', () => {
    expect(new SecretMask(['token', 'token-long']).mask('token-long token')).toBe('*** ***');
  });

  it.each([
    ['Incorrect API key provided: sk-proj-abc_def-123.', 'Incorrect API key provided: ***.'],
    ['x-api-key sk-ant-api03-AbCdEf', 'x-api-key ***'],
    ['?key=AIzaSyA-1234567890abcdefghijklmnop', '?key=***'],
    ['Authorization: Bearer abc.def/ghi=', 'Authorization: Bearer ***'],
    ['token ya29.a0AbCdEf_gh', 'token ***'],
    ['eyJhbGciOiJI.eyJzdWIiOi.sig-1', '***'],
    ['http://user:pass@proxy:3128', 'http://***@proxy:3128'],
    ['AKIAIOSFODNN7EXAMPLE', '***'],
    ['ghp_abcdefghijklmnopqrstuvwxyz', '***'],
  ])('takes out what looks like one: %s', (text, expected) => {
    expect(new SecretMask([]).mask(text)).toBe(expected);
  });

  it.each([
    'the risk-averse task-list',
    'POST /v1/messages claude-sonnet-5 req_0123456789abcdefghijklmn',
    '2026-11-22T10:00:00.000Z {"status":200}',
    'http://127.0.0.1:8082/a@b',
  ])('leaves everything else: %s', (text) => {
    expect(new SecretMask([]).mask(text)).toBe(text);
  });
});

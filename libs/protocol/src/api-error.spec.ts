import { describe, expect, it } from '@jest/globals';
import { ApiError, type ErrorType } from './api-error.js';

describe('ApiError', () => {
  it.each<[ErrorType, number, boolean, boolean]>([
    ['invalid_request_error', 400, true, true],
    ['policy_blocked', 400, true, true],
    ['authentication_error', 401, true, true],
    ['billing_error', 402, true, true],
    ['billing_error', 429, true, false],
    ['permission_error', 403, true, false],
    ['not_found_error', 404, false, false],
    ['conflict_error', 409, false, false],
    ['request_too_large', 413, true, true],
    ['rate_limit_error', 429, false, false],
    ['api_error', 500, false, false],
    ['not_supported', 501, true, true],
    ['api_error', 502, false, false],
    ['timeout_error', 504, false, false],
    ['overloaded_error', 529, false, false],
  ])('%s %i is final: %s as our own, %s as the upstream’s', (type, status, own, foreign) => {
    const error = new ApiError(type, 'no', { status });
    expect(error.headers['x-should-retry']).toBe(own ? 'false' : undefined);
    expect(error.with({ origin: 'upstream' }).headers['x-should-retry']).toBe(foreign ? 'false' : undefined);
  });

  it('keeps everything but what is replaced', () => {
    const headers = { 'retry-after': '2' };
    const error = new ApiError('rate_limit_error', 'a', { headers, cause: 1, details: { error_code: 'x' } });
    expect(error.with({ message: 'b' })).toMatchObject({ message: 'b', status: 429, headers, cause: 1 });
    expect(error.with({ message: 'b' }).toBody('req_1').error).toEqual({
      type: 'rate_limit_error',
      message: 'b',
      details: { error_code: 'x' },
    });
  });
});

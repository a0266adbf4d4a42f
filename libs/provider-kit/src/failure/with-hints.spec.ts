import { ApiError } from '@gateway/protocol';
import { describe, expect, it } from '@jest/globals';
import { withHint } from './with-hints.js';

const HINTS = { authentication_error: 'check KEY', unreachable: 'check URL' };

describe('withHint', () => {
  it.each([
    ['a refused key', new ApiError('authentication_error', 'no'), 'no (check KEY)'],
    ['a connection that failed', new ApiError('api_error', 'no', { status: 502 }), 'no (check URL)'],
    ['anything else', new ApiError('overloaded_error', 'no'), 'no'],
  ])('%s', (_, error, message) => {
    const { status, type, headers } = error;
    expect(withHint(error, HINTS)).toMatchObject({ message, status, type, headers });
  });

  it('leaves an error on which the client acts by itself alone', () => {
    const error = new ApiError('not_found_error', 'no', { details: { error_code: 'thread_not_found' } });
    expect(withHint(error, { not_found_error: 'check MODEL' })).toBe(error);
  });

  it('leaves what is no ApiError alone', () => {
    const error = new Error('x');
    expect(withHint(error, HINTS)).toBe(error);
  });
});

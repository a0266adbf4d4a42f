import { describe, expect, it } from '@jest/globals';
import { ApiError } from '@gateway/protocol';
import { blameSetting } from './blame-setting.js';

describe('blameSetting', () => {
  const missing = new ApiError('not_found_error', '[x] no such model', { origin: 'upstream' });

  it('makes a 400 that names the setting which chose the model', () => {
    expect(blameSetting(missing, 'BIG_MODEL')).toMatchObject({
      status: 400,
      message: '[x] no such model (the model is chosen by BIG_MODEL)',
      origin: 'upstream',
      headers: { 'x-should-retry': 'false' },
    });
  });

  it.each([
    ['of a model that the client named', missing, undefined],
    [
      'with a code',
      new ApiError('not_found_error', 'no', { details: { error_code: 'thread_not_found' } }),
      'MODEL_MAP',
    ],
    ['of another kind', new ApiError('rate_limit_error', 'no'), 'MODEL_MAP'],
    ['of no kind', new Error('no'), 'MODEL_MAP'],
  ])('leaves an error %s', (_, error, setting) => {
    expect(blameSetting(error, setting)).toBe(error);
  });
});

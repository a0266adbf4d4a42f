import { BadRequestException, ForbiddenException, ServiceUnavailableException } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { ApiError } from '@gateway/protocol';
import { toApiError } from './to-api-error.js';

describe('toApiError', () => {
  it('leaves what is one', () => {
    const error = new ApiError('conflict_error', 'twice');
    expect(toApiError(error)).toBe(error);
  });

  it.each([
    [new BadRequestException('bad'), 400, 'invalid_request_error', 'bad'],
    [new ForbiddenException('no'), 403, 'permission_error', 'no'],
    [new ServiceUnavailableException('detail'), 503, 'api_error', 'internal error'],
    [
      Object.assign(new URIError('%E0'), { status: 400 }),
      400,
      'invalid_request_error',
      'the request could not be read',
    ],
    [Object.assign(new Error('x'), { status: 404 }), 404, 'not_found_error', 'the request could not be read'],
    [Object.assign(new Error('secret'), { status: 200 }), 500, 'api_error', 'internal error'],
    [new TypeError('secret'), 500, 'api_error', 'internal error'],
    ['secret', 500, 'api_error', 'internal error'],
    [undefined, 500, 'api_error', 'internal error'],
  ])('%s is a %i %s: %s', (thrown, status, type, message) => {
    const error = toApiError(thrown);
    expect(error).toMatchObject({ status, type, message });
    expect(error.cause).toBe(thrown);
  });
});

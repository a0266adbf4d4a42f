import { describe, expect, it } from '@jest/globals';
import type { ProviderManifest } from '@gateway/provider-kit';
import { ApiError } from '@gateway/protocol';
import { toFailure } from './to-failure.js';

const MANIFEST: ProviderManifest = {
  name: 'acme',
  settings: Object,
  missing: () => ['ACME_KEY'],
  ownsModel: () => false,
};

describe('toFailure', () => {
  it.each([
    ['the hint of the provider', new ApiError('api_error', 'gone (check ACME_URL)'), 'gone', 'check ACME_URL'],
    [
      'its own message before the hint',
      new ApiError('authentication_error', 'no file: set ACME_FILE (check ACME_URL)'),
      'no file',
      'set ACME_FILE',
    ],
    [
      'the hint, whatever the provider advises',
      new ApiError('api_error', 'no: check your mail (check ACME_URL)'),
      'no: check your mail',
      'check ACME_URL',
    ],
    ['its variables', new ApiError('authentication_error', 'who?'), 'who?', 'check ACME_KEY'],
    ['the kind of error', new ApiError('billing_error', 'pay'), 'pay', "top up the provider's account"],
    ['anything else', new Error('odd'), 'odd', "read the provider's message, and the provider's status page"],
  ])('finds the fix in %s', (_, error, detail, fix) => {
    expect(toFailure(error, MANIFEST)).toEqual({ state: 'failed', detail, fix });
  });
});

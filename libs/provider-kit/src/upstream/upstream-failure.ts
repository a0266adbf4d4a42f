import type { ApiError } from '@gateway/protocol';
import type { Failure } from '../dialect.types.js';

/** An upstream that answered with a failure: by its status, or by a chunk of a 200. */
export class UpstreamFailure extends Error {
  readonly error: ApiError;

  constructor(
    readonly failure: Failure,
    error: ApiError,
  ) {
    super(error.message);
    this.error = error.with({ origin: 'upstream' });
  }
}

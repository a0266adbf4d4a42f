import type { ApiError } from '@gateway/protocol';
import type { Failure } from '../dialect.types.js';

/** An upstream that answered with a failure: by its status, or by a chunk of a 200. */
export class UpstreamFailure extends Error {
  constructor(
    readonly failure: Failure,
    readonly error: ApiError,
  ) {
    super(error.message);
  }
}

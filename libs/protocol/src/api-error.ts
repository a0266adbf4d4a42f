/** The error types of Anthropic's API, with the HTTP status of each (API reference, "Errors"). */
const STATUS = {
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  conflict_error: 409,
  request_too_large: 413,
  rate_limit_error: 429,
  api_error: 500,
  timeout_error: 504,
  overloaded_error: 529,
} as const;

export type ErrorType = keyof typeof STATUS;

export interface ErrorBody {
  type: 'error';
  error: { type: ErrorType; message: string };
  request_id: string;
}

export interface ApiErrorOptions {
  /** The HTTP status where it is not the type's own: 405 of a wrong method, 502 of a broken upstream. */
  status?: number;
  /** Headers of the error response; names in lower case. `retry-after` is in whole seconds. */
  headers?: Readonly<Record<string, string>>;
  cause?: unknown;
  /** Where it was caused; absent: the gateway, which includes faults that it finds in a client's request. */
  origin?: ErrorOrigin;
}

/** Where an error was caused: only the upstream's own errors count for the upstream's health. */
export type ErrorOrigin = 'gateway' | 'upstream';

/**
 * A failure in Anthropic's form. Every failure is thrown as one of these: before the response is committed it becomes
 * a status and a JSON body, after it an `event: error`.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly origin: ErrorOrigin;

  constructor(
    readonly type: ErrorType,
    message: string,
    options: ApiErrorOptions = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.status = options.status ?? STATUS[type];
    this.origin = options.origin ?? 'gateway';
    // The SDK repeats 408, 409, 429 and 5xx by itself; a repeat of these two would fail again.
    const final = this.status === 400 || this.status === 402;
    this.headers = final ? { ...options.headers, 'x-should-retry': 'false' } : { ...options.headers };
  }

  /** What makes the same error again, with its type and message. */
  get options(): ApiErrorOptions {
    const { status, headers, cause, origin } = this;
    return { status, headers, cause, origin };
  }

  /** The same error with another message, or as another's failure. */
  with({ message = this.message, origin = this.origin }: { message?: string; origin?: ErrorOrigin }): ApiError {
    return new ApiError(this.type, message, { ...this.options, origin });
  }

  /** The JSON body of this error. */
  toBody(requestId: string): ErrorBody {
    return { type: 'error', error: { type: this.type, message: this.message }, request_id: requestId };
  }

  /** A 400 about one field of the request, in the wording of Anthropic's own validation. */
  static invalid(field: string, problem: string): ApiError {
    return new ApiError('invalid_request_error', `${field}: ${problem}`);
  }
}

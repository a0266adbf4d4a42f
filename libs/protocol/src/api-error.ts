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
  /** A rule of the operator's refused the contents (contract §15.3). */
  policy_blocked: 400,
  /** The endpoint is none that this provider has (contract §15.3). */
  not_supported: 501,
} as const;

/** Statuses of requests that fail again however often they are sent (contract §15.2). */
const FINAL: ReadonlySet<number> = new Set([400, 401, 402, 413, 501]);

export type ErrorType = keyof typeof STATUS;

export interface ErrorBody {
  type: 'error';
  error: { type: ErrorType; message: string; details?: ErrorDetails };
  request_id: string;
}

/** What a client reads beside the message: a code on which it acts by itself (contract §28). */
export interface ErrorDetails {
  readonly error_code: string;
}

export interface ApiErrorOptions {
  /** The HTTP status where it is not the type's own: 405 of a wrong method, 502 of a broken upstream. */
  status?: number;
  /** Headers of the error response; names in lower case. `retry-after` is in whole seconds. */
  headers?: Readonly<Record<string, string>>;
  cause?: unknown;
  /** Where it was caused; absent: the gateway, which includes faults that it finds in a client's request. */
  origin?: ErrorOrigin;
  details?: ErrorDetails;
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
  readonly details: ErrorDetails | undefined;
  // Private: a log writes what is enumerable.
  readonly #given: ApiErrorOptions;

  constructor(
    readonly type: ErrorType,
    message: string,
    options: ApiErrorOptions = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.#given = options;
    this.status = options.status ?? STATUS[type];
    this.origin = options.origin ?? 'gateway';
    this.details = options.details;
    this.headers = { ...options.headers, ...(this.isFinal() ? { 'x-should-retry': 'false' } : {}) };
  }

  /** What makes the same error again, with its type and message. */
  get options(): ApiErrorOptions {
    return this.#given;
  }

  /** The same error with another message or other headers, or as another's failure. */
  with({
    message = this.message,
    ...changed
  }: { message?: string } & Pick<ApiErrorOptions, 'origin' | 'headers'>): ApiError {
    return new ApiError(this.type, message, { ...this.options, ...changed });
  }

  /**
   * Whether the client must not send the request again. The SDK repeats 408, 409, 429 and 5xx by itself, Claude
   * Code also a 401 for three minutes; a 403 and a spent budget are final only where the gateway decided so.
   */
  private isFinal(): boolean {
    const isOwn = this.origin === 'gateway';
    if (this.type === 'billing_error' && this.status === 429) return isOwn;
    return FINAL.has(this.status) || (this.status === 403 && isOwn);
  }

  /** The JSON body of this error. */
  toBody(requestId: string): ErrorBody {
    const { type, message, details } = this;
    return { type: 'error', error: { type, message, ...(details && { details }) }, request_id: requestId };
  }

  /** A 400 about one field of the request, in the wording of Anthropic's own validation. */
  static invalid(field: string, problem: string): ApiError {
    return new ApiError('invalid_request_error', `${field}: ${problem}`);
  }
}

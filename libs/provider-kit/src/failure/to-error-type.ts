import type { ErrorType } from '@gateway/protocol';

const BY_STATUS: Readonly<Record<number, ErrorType>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  408: 'timeout_error',
  409: 'conflict_error',
  413: 'request_too_large',
  415: 'invalid_request_error',
  422: 'invalid_request_error',
  429: 'rate_limit_error',
  503: 'overloaded_error',
  504: 'timeout_error',
  529: 'overloaded_error',
};

/** The error type for an upstream's status; where the client did not cause the failure, it is `api_error`. */
export function toErrorType(status: number): ErrorType {
  return BY_STATUS[status] ?? (status > 400 && status < 500 ? 'invalid_request_error' : 'api_error');
}

/** The status of an `api_error`: 502 for a gateway or proxy before the provider, 500 for all others. */
export function apiErrorStatus(upstream: number): number {
  return upstream === 502 || (upstream >= 300 && upstream < 400) ? 502 : 500;
}

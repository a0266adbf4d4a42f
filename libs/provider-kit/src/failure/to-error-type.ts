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

/** What a status of an upstream means in the client's words; anything that is not the client's doing is an `api_error`. */
export function toErrorType(status: number): ErrorType {
  return BY_STATUS[status] ?? (status > 400 && status < 500 ? 'invalid_request_error' : 'api_error');
}

/** The status under which an `api_error` travels: what stood between us and the provider is a 502, the rest a 500. */
export function apiErrorStatus(upstream: number): number {
  return upstream === 502 || (upstream >= 300 && upstream < 400) ? 502 : 500;
}

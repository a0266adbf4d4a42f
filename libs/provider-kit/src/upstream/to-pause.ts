import type { ApiError } from '@gateway/protocol';

/**
 * Milliseconds to wait before a request is repeated: as long as the upstream asks, and a little by chance, so that
 * many clients do not come back at once.
 */
export function toPause({ headers }: ApiError): number {
  return Number(headers['retry-after'] ?? 0) * 1000 + 100 + Math.random() * 200;
}

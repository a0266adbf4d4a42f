import { type ApiError, asObject } from '@gateway/protocol';
import type { BufferedResponse } from '../failure/buffered-response.types.js';

/** A refusal as far as it may concern the key of the request. */
export interface KeyRefusal {
  readonly status: number;
  /** Seconds that the upstream asks to wait. */
  readonly retryAfter?: number;
  /** Code and sentence of the error; empty where it has none. */
  readonly text: string;
}

/** Characters of an error that are searched. */
const MAX_TEXT_LENGTH = 2000;

/**
 * @param error the failure as an Anthropic error: its status is 401 and 402 also where the upstream expresses these by
 *   a code
 */
export function toKeyRefusal(
  { body }: BufferedResponse,
  { status, headers }: Pick<ApiError, 'status' | 'headers'>,
): KeyRefusal {
  const requested = Number(headers['retry-after'] ?? NaN);
  return { status, ...(Number.isFinite(requested) ? { retryAfter: requested } : {}), text: readErrorText(body) };
}

/** The text of an error, without details that quote addresses or the request. */
function readErrorText(body: unknown): string {
  const outer = asObject(Array.isArray(body) ? (body as unknown[])[0] : body);
  const { message, code, type, status } = asObject(outer.error ?? outer);
  const words = [code, type, status, message].filter((word) => typeof word === 'string');
  return words.join(' ').slice(0, MAX_TEXT_LENGTH);
}

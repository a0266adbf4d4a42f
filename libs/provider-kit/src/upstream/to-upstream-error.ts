import { ApiError } from '@gateway/protocol';
import type { SignedRequest } from '../endpoint.types.js';
import type { BufferedResponse } from '../failure/buffered-response.types.js';
import { toKeyRefusal } from '../keys/key-refusal.js';
import { withoutCredentials } from './without-secrets.js';

/** A failure that an upstream answered with: by its status, or by a chunk of a 200. */
export class UpstreamError extends ApiError {
  // Private fields: a log writes what is enumerable, and a response may quote the prompt.
  readonly #response: BufferedResponse;
  readonly #refused: SignedRequest['refused'];

  /** @param refused of the request that was answered so */
  constructor(error: ApiError, response: BufferedResponse, refused?: SignedRequest['refused']) {
    super(error.type, error.message, { ...error.options, origin: 'upstream' });
    this.#response = response;
    this.#refused = refused;
  }

  /** The response that this error was read from. */
  get response(): BufferedResponse {
    return this.#response;
  }

  /** Notes the refusal with the key that was used; returns whether the upstream may accept another one. */
  hasOtherKey(): boolean {
    return this.#refused?.(toKeyRefusal(this.response, this)) ?? false;
  }

  /** The same refusal under another error, which the client can act on. */
  as(error: ApiError): UpstreamError {
    return new UpstreamError(error, this.#response, this.#refused);
  }

  override with(changes: Parameters<ApiError['with']>[0]): UpstreamError {
    return new UpstreamError(super.with(changes), this.#response, this.#refused);
  }
}

/** The request that was answered, and by which upstream. */
export interface AnsweredRequest {
  /** As errors name it. */
  readonly upstream: string;
  readonly signed: SignedRequest;
}

/**
 * The one place where an upstream's response becomes an error. The request's credentials are taken out of the message.
 *
 * @param thrown what reading the response threw: an `ApiError` in the client's words. Dialects trust a response to
 *   have its published form; anything else that they throw means that it has another.
 * @param response without a status where the failure is a chunk of a 200: then the status is the error's
 */
export function toUpstreamError(
  thrown: unknown,
  response: Omit<BufferedResponse, 'status'> & Partial<BufferedResponse>,
  { upstream, signed }: AnsweredRequest,
): UpstreamError {
  const problem = `[${upstream}] the upstream sent what cannot be understood`;
  const error =
    thrown instanceof ApiError ? thrown : new ApiError('api_error', problem, { status: 502, cause: thrown });
  const shown = withoutCredentials(error, signed.init.headers);
  return new UpstreamError(shown, { status: error.status, ...response }, signed.refused);
}

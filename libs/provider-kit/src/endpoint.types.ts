import type { KeyRefusal } from './keys/key-refusal.js';

/** One HTTP request to an upstream, without the base URL and without credentials. */
export interface UpstreamCall {
  /** Relative to the endpoint's base URL, with a leading `/`. */
  readonly path: string;
  readonly model: string;
  /** Chooses among several credentials. */
  readonly session?: string | undefined;
  readonly body: unknown;
}

/** A request ready to be sent, credentials included. */
export interface SignedRequest {
  readonly url: string;
  readonly init: RequestInit & { headers: Headers };
  /** Reports that the upstream refused this request; returns whether another credential may be accepted. */
  readonly refused?: (refusal: KeyRefusal) => boolean;
}

/**
 * Where an upstream is, and how its requests are signed. It is made with the provider's official SDK or credential
 * library and only signs: sending, timeouts and reading are the same for all endpoints.
 */
export interface Endpoint {
  sign(call: UpstreamCall): Promise<SignedRequest>;
}

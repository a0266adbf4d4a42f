import type { Observable } from 'rxjs';
import type { Gate } from '../gate.js';

/** An upstream's response: its head, and the bytes as they come in, paused by nothing but the gate. */
export interface UpstreamResponse {
  readonly status: number;
  readonly headers: Headers;
  /** To be subscribed to once. Unsubscribing aborts the request, unless the response is complete. */
  readonly bytes: (gate: Gate) => Observable<Uint8Array>;
}

/**
 * Sends a request and emits the head of the response as soon as it is received. Redirects are not followed.
 * Unsubscribing before that aborts the request; after that the connection belongs to the subscriber of the bytes.
 */
export type Send = (url: string, init: RequestInit) => Observable<UpstreamResponse>;

/** Whether the status is one of success. */
export function isOk({ status }: UpstreamResponse): boolean {
  return status >= 200 && status < 300;
}

import type { Observable } from 'rxjs';
import type { Gate } from '../gate.js';

/** An upstream's answer: its head, and the bytes as they come in, not held up by anything but the gate. */
export interface UpstreamResponse {
  readonly status: number;
  readonly headers: Headers;
  /** To be subscribed to once. Unsubscribing hangs up, unless all has come. */
  readonly bytes: (gate: Gate) => Observable<Uint8Array>;
}

/**
 * Sends a request and says the head of the answer as soon as it is there. Redirects are not followed. Unsubscribing
 * before that hangs up; from then on the connection is in the hands of whoever reads the bytes.
 */
export type Send = (url: string, init: RequestInit) => Observable<UpstreamResponse>;

/** Whether the upstream says that all is well. */
export function isOk({ status }: UpstreamResponse): boolean {
  return status >= 200 && status < 300;
}

import { toErrorType } from '@gateway/provider-kit';
import type { GatewayResponse } from './request-context.js';

/** How a request ended. */
export interface Outcome {
  /** Of the error where there was one, also where it came after the status was sent. */
  readonly status: number;
  /** `ok`, or the type of the error. */
  readonly type: string;
}

/** The outcome of a request that is over; undefined where the client disconnected before there was one. */
export function toOutcome(response: GatewayResponse): Outcome | undefined {
  const { error } = response.locals.requestContext;
  if (error !== undefined) return { status: error.status, type: error.type };
  if (!response.headersSent) return undefined;
  const { statusCode: status } = response;
  // An upstream's refusal that was forwarded byte by byte.
  return { status, type: status < 400 ? 'ok' : toErrorType(status) };
}

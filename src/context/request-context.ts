import { type ChangeCode, freshId, type Route } from '@gateway/provider-kit';
import type { ApiError, MessagesRequest, Usage } from '@gateway/protocol';
import type { Request, Response } from 'express';
import type { NamedToken } from './named-token.types.js';
import type { RequestFacts } from './to-request-facts.js';

/** The body of a request, read and parsed once. */
export interface ParsedBody {
  /** The bytes as they came, inflated. */
  readonly raw: Uint8Array;
  readonly request: MessagesRequest;
}

/** One request on its way through the gateway: what each room learns of it, and the log tells at its end. */
export class RequestContext {
  readonly requestId = freshId('req_');
  readonly startedAt = performance.now();
  readonly changes = new Set<ChangeCode>();
  /** The token that it was let in with, where there are any. */
  token?: NamedToken | undefined;
  /** The question, until its answer begins: it must not stay in memory for as long as an answer takes. */
  body?: ParsedBody | undefined;
  /** What remains of the question. */
  facts?: RequestFacts;
  route?: Route;
  /** `provider/model`, where it answered instead of the one that was meant. */
  fallback?: string;
  usage?: Partial<Usage>;
  stopReason?: string;
  /** When the first piece of a streamed answer passed, on the clock of `startedAt`. */
  firstTokenAt?: number;
  /** The upstream's own id of the request, for its support. */
  upstreamRequestId?: string | undefined;
  /** What went wrong, in the client's words. */
  error?: ApiError;
}

export type GatewayResponse = Response<unknown, { requestContext: RequestContext }>;

/** Begins the exchange: from here on every answer bears its id, an error of the router's own too. */
export function beginRequest(_request: Request, response: GatewayResponse, next: () => void): void {
  response.locals.requestContext = new RequestContext();
  response.setHeader('request-id', response.locals.requestContext.requestId);
  next();
}

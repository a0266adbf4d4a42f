import { type ChangeCode, freshId, type PromptParts, type Route } from '@gateway/provider-kit';
import type { ApiError, MessagesRequest, Usage } from '@gateway/protocol';
import type { Request, Response } from 'express';
import type { NamedToken } from './named-token.types.js';
import type { RequestFacts } from './to-request-facts.js';

/** The body of a request, read and parsed once. */
export interface ParsedBody {
  /** The bytes as the client sent them, decompressed. */
  readonly raw: Uint8Array;
  readonly request: MessagesRequest;
}

/**
 * The state of one request in the gateway: each part of the gateway fills its fields, and the log reads them at the
 * end.
 */
export class RequestContext {
  readonly requestId = freshId('req_');
  readonly startedAt = performance.now();
  readonly changes = new Set<ChangeCode>();
  /** The token of the client, where one is required. */
  token?: NamedToken | undefined;
  /** It waits for a place among those that run at a time. */
  isQueued = false;
  /** The request, until its response begins: it must not stay in memory for as long as a response takes. */
  body?: ParsedBody | undefined;
  /** The facts of the request that are kept until the end. */
  facts?: RequestFacts;
  route?: Route;
  /** Only a model whose price is known may serve the request: its client has a limit in dollars. */
  requiresPrice?: boolean;
  /** The rule of the route and what met its conditions, where the settings have conditions. */
  routeReason?: string;
  /** `provider/model` of the fallback that served the request. */
  fallback?: string;
  usage?: Partial<Usage>;
  /** Is called with the translated prompt. */
  onPrompt?: (parts: PromptParts) => void;
  /** The gateway adds the verdicts that the request asks for by `safeguards`. */
  isJudged?: boolean;
  /** The request to the safeguards model about this answer, whose tokens are not in `usage`. */
  judgement?: { readonly route: Route; readonly usage: Partial<Usage> };
  stopReason?: string;
  /** When the first piece of a streamed response passed, on the clock of `startedAt`. */
  firstTokenAt?: number;
  /** The upstream's own id of the request, for its support. */
  upstreamRequestId?: string | undefined;
  /** The failure as an Anthropic error. */
  error?: ApiError;
}

export type GatewayResponse = Response<unknown, { requestContext: RequestContext }>;

/** Begins the request: from here on every response has its id, also an error of the router. */
export function beginRequest(_request: Request, response: GatewayResponse, next: () => void): void {
  response.locals.requestContext = new RequestContext();
  response.setHeader('request-id', response.locals.requestContext.requestId);
  next();
}

import { Injectable } from '@nestjs/common';
import type { RequestContext } from './request-context.js';

/** US dollars; `unknown` where tokens were used whose price is unknown; undefined where none were used. */
export type RequestCost = number | 'unknown' | undefined;

/** The cost of requests, for rooms below the one that knows prices. That one sets the function. */
@Injectable()
export class RequestCosts {
  of: (request: Partial<Pick<RequestContext, 'route' | 'usage'>>) => RequestCost = () => undefined;
}

import { Injectable, type NestMiddleware } from '@nestjs/common';
import type { Request } from 'express';
import { RequestFeed } from './request.feed.js';
import type { GatewayResponse } from './request-context.js';

/** Registers every request with the feed of the observers. */
@Injectable()
export class ObserveMiddleware implements NestMiddleware<Request, GatewayResponse> {
  constructor(private readonly feed: RequestFeed) {}

  use(request: Request, response: GatewayResponse, next: () => void): void {
    this.feed.watch({ request, response });
    next();
  }
}

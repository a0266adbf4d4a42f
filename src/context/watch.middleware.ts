import { Injectable, type NestMiddleware } from '@nestjs/common';
import type { Request } from 'express';
import { ExchangeFeed } from './exchange.feed.js';
import type { GatewayResponse } from './exchange.js';

/** Shows every exchange to those who watch. */
@Injectable()
export class WatchMiddleware implements NestMiddleware<Request, GatewayResponse> {
  constructor(private readonly feed: ExchangeFeed) {}

  use(request: Request, response: GatewayResponse, next: () => void): void {
    this.feed.watch({ request, response });
    next();
  }
}

import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { HouseSettings } from '../config/house.settings.js';
import type { GatewayResponse } from '../exchange/exchange.js';
import { Capacity } from './capacity.js';
import { toBearer } from './to-bearer.js';

/** Lets in as many as can be worked on; others wait a little. It comes before the body is read, which is what costs. */
@Injectable()
export class CapacityGuard implements CanActivate {
  private readonly capacity: Capacity;

  constructor(settings: HouseSettings) {
    this.capacity = new Capacity({
      total: settings.MAX_CONCURRENT_REQUESTS,
      perToken: settings.MAX_CONCURRENT_REQUESTS_PER_TOKEN,
      queue: settings.MAX_QUEUED_REQUESTS,
      patience: settings.QUEUE_TIMEOUT_SECONDS * 1000,
    });
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const response = http.getResponse<GatewayResponse>();
    const bearer = toBearer(http.getRequest<Request>(), response);
    const gone = new AbortController();
    const leave = (): void => gone.abort();
    response.once('close', leave);
    await this.capacity.enter(bearer, gone.signal);
    response.off('close', leave);
    if (response.closed) this.capacity.leave(bearer);
    else response.once('close', () => this.capacity.leave(bearer));
    return true;
  }
}

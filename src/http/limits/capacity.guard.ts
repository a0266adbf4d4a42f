import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { GatewayResponse } from '../../context/request-context.js';
import type { ConcurrencyLimiter } from './capacity.js';
import { rateLimitKey } from './rate-limit-key.js';

export const PLACES = Symbol('where places are taken and given back');

/** Lets in as many as can be worked on; others wait a little. It comes before the body is read, which is what costs. */
@Injectable()
export class CapacityGuard implements CanActivate {
  constructor(@Inject(PLACES) private readonly capacity: ConcurrencyLimiter) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const response = http.getResponse<GatewayResponse>();
    const bearer = rateLimitKey(http.getRequest<Request>(), response);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    // The client may have left while an earlier guard waited.
    if (response.closed) gone.abort();
    await this.capacity.acquire(bearer, gone.signal);
    return true;
  }
}

import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { GatewayResponse } from '../../context/request-context.js';
import type { ConcurrencyLimiter } from './capacity.js';
import { rateLimitKey } from './rate-limit-key.js';

export const PLACES = Symbol('the limiter of concurrent requests');

/** The reason of the signal of a request that is over. */
const OVER = 'the request is over';

/**
 * Admits as many requests as may run at a time; others wait. It runs before the body is read, because reading is
 * expensive.
 */
@Injectable()
export class CapacityGuard implements CanActivate {
  constructor(@Inject(PLACES) private readonly capacity: ConcurrencyLimiter) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const response = http.getResponse<GatewayResponse>();
    const bearer = rateLimitKey(http.getRequest<Request>(), response);
    const gone = new AbortController();
    // A reason of its own: the default one is an error with a stack, made for every request.
    response.once('close', () => gone.abort(OVER));
    // The client may have disconnected while an earlier guard waited.
    if (response.closed) gone.abort(OVER);
    const { requestContext } = response.locals;
    requestContext.isQueued = true;
    await this.capacity.acquire(bearer, gone.signal).finally(() => (requestContext.isQueued = false));
    return true;
  }
}

import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { GatewayResponse } from '../exchange/exchange.js';
import type { Places } from './capacity.js';
import { toBearer } from './to-bearer.js';

export const PLACES = Symbol('where places are taken and given back');

/** Lets in as many as can be worked on; others wait a little. It comes before the body is read, which is what costs. */
@Injectable()
export class CapacityGuard implements CanActivate {
  constructor(@Inject(PLACES) private readonly capacity: Places) {}

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

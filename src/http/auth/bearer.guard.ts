import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiError } from '@gateway/protocol';
import type { Request } from 'express';
import type { GatewayResponse } from '../../context/request-context.js';
import { InboundTokenService } from './inbound-token.service.js';
import { Open } from './open.decorator.js';

/** Admits requests with a token of the gateway. Runs before a byte of the body is read. */
@Injectable()
export class BearerGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly token: InboundTokenService,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    if (this.isOpen(context)) return true;
    const http = context.switchToHttp();
    const { headers } = http.getRequest<Request>();
    const brought = this.token.check(headers);
    if (brought === 'right') {
      http.getResponse<GatewayResponse>().locals.requestContext.token = this.token.find(headers);
      return true;
    }
    const problem = brought === 'missing' ? 'x-api-key or authorization header is required' : 'invalid token';
    throw new ApiError('authentication_error', problem);
  }

  private isOpen(context: ExecutionContext): boolean {
    return this.reflector.getAllAndOverride(Open, [context.getHandler(), context.getClass()]);
  }
}

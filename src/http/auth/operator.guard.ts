import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { ApiError } from '@gateway/protocol';
import type { GatewayResponse } from '../../context/request-context.js';
import { isOperator } from './require-model.js';

/** Admits the operator: with `ANTHROPIC_AUTH_TOKEN`, or where no token is required. Runs after `BearerGuard`. */
@Injectable()
export class OperatorGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { locals } = context.switchToHttp().getResponse<GatewayResponse>();
    if (isOperator(locals.requestContext.token)) return true;
    throw new ApiError('permission_error', 'this is for ANTHROPIC_AUTH_TOKEN');
  }
}

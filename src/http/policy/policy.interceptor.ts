import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Request } from 'express';
import type { Observable } from 'rxjs';
import type { GatewayResponse } from '../../context/request-context.js';
import { toOperation } from '../../context/to-operation.js';
import type { PolicyService } from './policy.service.js';
import { PolicySettings } from './policy.settings.js';

/**
 * Lets the operator's service decide about a request for a message, before a budget is charged or a model called.
 * Without `POLICY_URL` nothing else of this room is loaded.
 */
@Injectable()
export class PolicyInterceptor implements NestInterceptor {
  private policy: Promise<PolicyService> | undefined;

  constructor(
    private readonly settings: PolicySettings,
    private readonly modules: ModuleRef,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler<unknown>): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    if (this.settings.POLICY_URL === undefined || toOperation(http.getRequest<Request>()) !== 'messages')
      return next.handle();
    const response = http.getResponse<GatewayResponse>();
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const policy = await (this.policy ??= this.load());
    await policy.check(response.locals.requestContext, gone.signal);
    return next.handle();
  }

  private async load(): Promise<PolicyService> {
    const service = await import('./policy.service.js');
    return this.modules.create(service.PolicyService);
  }
}

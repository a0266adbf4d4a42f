import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Observable } from 'rxjs';
import type { GatewayResponse } from '../../context/request-context.js';
import type { PolicyService } from './policy.service.js';
import { PolicySettings } from './policy.settings.js';

/**
 * Lets the operator's service decide about a request before a budget is charged or its content is sent to a provider,
 * which a count does too. Without `POLICY_URL` nothing else of this room is loaded.
 */
@Injectable()
export class PolicyInterceptor implements NestInterceptor {
  private policy: Promise<PolicyService> | undefined;

  constructor(
    private readonly settings: PolicySettings,
    private readonly modules: ModuleRef,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler<unknown>): Promise<Observable<unknown>> {
    if (this.settings.POLICY_URL === undefined) return next.handle();
    const response = context.switchToHttp().getResponse<GatewayResponse>();
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

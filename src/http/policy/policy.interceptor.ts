import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import type { Observable } from 'rxjs';
import type { GatewayResponse } from '../../context/request-context.js';
import { toOperation } from '../../context/to-operation.js';
import { PolicyService } from './policy.service.js';

/** Lets the operator's service decide about a request for a message, before a budget is charged or a model called. */
@Injectable()
export class PolicyInterceptor implements NestInterceptor {
  constructor(private readonly policy: PolicyService) {}

  async intercept(context: ExecutionContext, next: CallHandler<unknown>): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const response = http.getResponse<GatewayResponse>();
    if (!this.policy.isOn || toOperation(http.getRequest<Request>()) !== 'messages') return next.handle();
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    await this.policy.check(response.locals.requestContext, gone.signal);
    return next.handle();
  }
}

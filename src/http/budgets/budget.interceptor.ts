import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import { ApiError } from '@gateway/protocol';
import type { ProviderResult } from '@gateway/provider-kit';
import type { Request } from 'express';
import { catchError, map, type Observable } from 'rxjs';
import type { GatewayResponse } from '../../context/request-context.js';
import { toOperation } from '../../context/to-operation.js';
import type { BudgetsService } from './budgets.service.js';

/** Injects the budgets; undefined where no limit can exist. */
export const BUDGETS = Symbol('the budgets');

/** Refuses a request whose budget is used up, before the call. It runs last, when the model and its price are known. */
@Injectable()
export class BudgetInterceptor implements NestInterceptor<ProviderResult, ProviderResult> {
  constructor(@Inject(BUDGETS) private readonly budgets: BudgetsService | undefined) {}

  async intercept(context: ExecutionContext, next: CallHandler<ProviderResult>): Promise<Observable<ProviderResult>> {
    const http = context.switchToHttp();
    const { requestContext } = http.getResponse<GatewayResponse>().locals;
    const { budgets } = this;
    const isLimited = requestContext.token?.accounts !== undefined;
    if (budgets === undefined || !isLimited || toOperation(http.getRequest<Request>()) !== 'messages')
      return next.handle();
    await budgets.admit(requestContext);
    return next.handle().pipe(
      map((result) => (result.kind === 'count' ? result : { ...result, headers: withoutRateLimits(result.headers) })),
      catchError((error: unknown) => {
        throw error instanceof ApiError ? error.with({ headers: withoutRateLimits(error.headers) }) : error;
      }),
    );
  }
}

/** The upstream's rate limits are those of the whole company, and the client would show them as its own. */
function withoutRateLimits(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^anthropic-ratelimit-/i.test(name)));
}

import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import type { ProviderResult } from '@gateway/provider-kit';
import type { Request } from 'express';
import { map, type Observable } from 'rxjs';
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
    return next.handle().pipe(map(withoutRateLimits));
  }
}

/** The upstream's rate limits are those of the whole company, and the client would show them as its own. */
function withoutRateLimits(result: ProviderResult): ProviderResult {
  if (result.kind === 'count') return result;
  const kept = Object.entries(result.headers).filter(
    ([name]) => !name.toLowerCase().startsWith('anthropic-ratelimit-'),
  );
  return { ...result, headers: Object.fromEntries(kept) };
}

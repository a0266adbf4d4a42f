import { Controller, HttpCode, Post, Req, Res, UseGuards, UseInterceptors } from '@nestjs/common';
import type { ProviderResult } from '@gateway/provider-kit';
import type { Request } from 'express';
import type { Observable } from 'rxjs';
import { BudgetInterceptor } from '../budgets/budget.interceptor.js';
import { GuardianInterceptor } from '../caching/guardian.interceptor.js';
import { DrainInterceptor } from '../drain/drain.interceptor.js';
import type { GatewayResponse } from '../../context/request-context.js';
import { FallbackService } from '../../routing/fallback/fallback.service.js';
import { CapacityGuard } from '../limits/capacity.guard.js';
import { RateGuard } from '../limits/rate.guard.js';
import { SafeguardsInterceptor } from '../safeguards/safeguards.interceptor.js';
import { ModelMapInterceptor } from '../models/model-map.interceptor.js';
import { PolicyInterceptor } from '../policy/policy.interceptor.js';
import { ScaleInterceptor } from '../usage/scale.interceptor.js';
import { UsageInterceptor } from '../usage/usage.interceptor.js';
import { BodyInterceptor } from './body.interceptor.js';
import { ReplyInterceptor } from './reply.interceptor.js';
import { toCall } from './to-call.js';

/**
 * The Messages API. The interceptors are in the order of the request: the reply, the scale of the usage, the drain at
 * shutdown, the usage, the body, the model, the policy, the budget, the judge, the cache guardian. With `@Res()` Nest leaves the response to
 * `ReplyInterceptor`.
 */
@Controller('v1/messages')
@UseGuards(RateGuard, CapacityGuard)
@UseInterceptors(
  ReplyInterceptor,
  ScaleInterceptor,
  DrainInterceptor,
  UsageInterceptor,
  BodyInterceptor,
  ModelMapInterceptor,
  PolicyInterceptor,
  BudgetInterceptor,
  SafeguardsInterceptor,
  GuardianInterceptor,
)
export class MessagesController {
  constructor(private readonly fallback: FallbackService) {}

  @Post()
  @HttpCode(200)
  create(@Req() request: Request, @Res() { locals }: GatewayResponse): Observable<ProviderResult> {
    return this.fallback.open(toCall(request, locals.requestContext), locals.requestContext);
  }

  @Post('count_tokens')
  @HttpCode(200)
  countTokens(@Req() request: Request, @Res() { locals }: GatewayResponse): Observable<ProviderResult> {
    return this.fallback.count(toCall(request, locals.requestContext), locals.requestContext);
  }
}

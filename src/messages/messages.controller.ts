import { Controller, HttpCode, Post, Req, Res, UseGuards, UseInterceptors } from '@nestjs/common';
import type { Request } from 'express';
import { from, type Observable, switchMap } from 'rxjs';
import { DrainInterceptor } from '../drain/drain.interceptor.js';
import type { GatewayResponse } from '../exchange/exchange.js';
import { FallbackService } from '../fallback/fallback.service.js';
import { CapacityGuard } from '../limits/capacity.guard.js';
import { RateGuard } from '../limits/rate.guard.js';
import { ModelMapInterceptor } from '../models/model-map.interceptor.js';
import { ProviderRegistry } from '../registry/provider.registry.js';
import { UsageInterceptor } from '../usage/usage.interceptor.js';
import type { Answer } from './answer.types.js';
import { BodyInterceptor } from './body.interceptor.js';
import { ReplyInterceptor } from './reply.interceptor.js';
import { toCall } from './to-call.js';

/**
 * The Messages API. The interceptors stand in the order of the way in: the edge that will write the answer, the
 * end of the gateway, the reader of usage, the body, the model. `@Res()` tells Nest that the edge answers.
 */
@Controller('v1/messages')
@UseGuards(RateGuard, CapacityGuard)
@UseInterceptors(ReplyInterceptor, DrainInterceptor, UsageInterceptor, BodyInterceptor, ModelMapInterceptor)
export class MessagesController {
  constructor(
    private readonly registry: ProviderRegistry,
    private readonly fallback: FallbackService,
  ) {}

  @Post()
  @HttpCode(200)
  create(@Req() request: Request, @Res() { locals }: GatewayResponse): Observable<Answer> {
    return this.fallback.open(toCall(request, locals.exchange), locals.exchange);
  }

  @Post('count_tokens')
  @HttpCode(200)
  countTokens(@Req() request: Request, @Res() { locals }: GatewayResponse): Observable<Answer> {
    const call = toCall(request, locals.exchange);
    return from(this.registry.provider(call.route.provider)).pipe(switchMap((provider) => provider.countTokens(call)));
  }
}

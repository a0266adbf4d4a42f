import { Controller, HttpCode, Post, Req, Res, UseGuards, UseInterceptors } from '@nestjs/common';
import { type ChangeClass, type ChangeCode, classOf, type Route, type UpstreamRequest } from '@gateway/provider-kit';
import type { Request } from 'express';
import type { GatewayResponse } from '../../context/request-context.js';
import { CapacityGuard } from '../limits/capacity.guard.js';
import { RateGuard } from '../limits/rate.guard.js';
import { ModelMapInterceptor } from '../models/model-map.interceptor.js';
import { PolicyInterceptor } from '../policy/policy.interceptor.js';
import { ModelsService } from '../../routing/models/models.service.js';
import { PoolService } from '../../routing/pools/pool.service.js';
import { ProviderRegistry } from '../../routing/registry/provider.registry.js';
import { BodyInterceptor } from './body.interceptor.js';
import { countPrompt } from './count-prompt.js';
import { toCall } from './to-call.js';

/** What the gateway would do with a request. */
export interface Explanation {
  /** The provider and the model, and the rule that selected them. */
  readonly route: Route & { readonly reason: string };
  readonly upstream: UpstreamRequest;
  readonly changes: readonly { readonly code: ChangeCode; readonly class: ChangeClass }[];
  /** Null where the provider could not count. */
  readonly input_tokens: number | null;
}

/**
 * Returns the request that would be sent, and its route, without sending it: only the prompt is counted, where the
 * provider can do so. A request that would be refused here is refused with the same error, except that `STRICT` only
 * shows in the classes of the changes.
 */
@Controller('v1/messages/explain')
@UseGuards(RateGuard, CapacityGuard)
@UseInterceptors(BodyInterceptor, ModelMapInterceptor, PolicyInterceptor)
export class ExplainController {
  constructor(
    private readonly registry: ProviderRegistry,
    private readonly models: ModelsService,
    private readonly pools: PoolService,
  ) {}

  @Post()
  @HttpCode(200)
  async explain(
    @Req() request: Request,
    @Res({ passthrough: true }) { locals }: GatewayResponse,
  ): Promise<Explanation> {
    const call = this.pools.place(toCall(request, locals.requestContext));
    const { route, changes } = call;
    const provider = await this.registry.provider(route.provider);
    const upstream = await provider.explain(call);
    return {
      route: { ...route, reason: locals.requestContext.routeReason ?? this.models.reason(route.requestedModel) },
      upstream,
      changes: [...changes].map((code) => ({ code, class: classOf(code) })),
      input_tokens: (await countPrompt(provider, call)) ?? null,
    };
  }
}

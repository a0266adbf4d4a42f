import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { mapStream, type ProviderResult, type Route } from '@gateway/provider-kit';
import { map, type Observable } from 'rxjs';
import { MessagesSettings } from '../messages/messages.settings.js';
import type { GatewayResponse } from '../../context/request-context.js';
import { ModelsService } from '../../routing/models/models.service.js';
import { scaleEvents } from './scale-usage.js';

/** Tokens that Claude Code assumes for a model name that it does not know, and for the mark `[1m]` (contract §19). */
const ASSUMED_WINDOW = 1_000_000;

/**
 * With `SCALE_CONTEXT`: scales the prompt's tokens in usage and counts to the window that the client assumes, so that
 * it compacts in time. It runs outside of the interceptor that records the usage: log, metrics and cost have the true
 * figures. A response that is forwarded byte by byte is not changed.
 */
@Injectable()
export class ScaleInterceptor implements NestInterceptor<ProviderResult, ProviderResult> {
  constructor(
    private readonly settings: MessagesSettings,
    private readonly models: ModelsService,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<ProviderResult>): Observable<ProviderResult> {
    if (!this.settings.SCALE_CONTEXT) return next.handle();
    const response = context.switchToHttp().getResponse<GatewayResponse>();
    return next.handle().pipe(
      map((result) => {
        const factor = this.factorOf(response.locals.requestContext.route);
        if (factor === undefined || result.kind === 'bytes') return result;
        response.setHeader('x-gateway-context-scale', factor.toPrecision(4));
        if (result.kind !== 'count')
          return mapStream(result, { events: { next: (events) => scaleEvents(events, factor) } });
        response.setHeader('x-gateway-input-tokens', String(result.tokens));
        return { ...result, tokens: Math.ceil(result.tokens * factor) };
      }),
    );
  }

  /** The assumed window over the real one; undefined where they are equal or unknown. */
  private factorOf(route: Route | undefined): number | undefined {
    const real = route && this.models.windowOf(route);
    if (route === undefined || real === undefined) return undefined;
    const { requestedModel } = route;
    const known = /^claude-[^[]*$/i.test(requestedModel)
      ? this.models.windowOf({ ...route, model: requestedModel })
      : undefined;
    const assumed = known ?? ASSUMED_WINDOW;
    return assumed === real ? undefined : assumed / real;
  }
}

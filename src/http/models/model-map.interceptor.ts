import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { mapStream, type ProviderResult, type StreamStage } from '@gateway/provider-kit';
import type { StreamEvent } from '@gateway/protocol';
import type { Request } from 'express';
import { catchError, map, type Observable } from 'rxjs';
import { requireModel } from '../auth/require-model.js';
import type { GatewayResponse, RequestContext } from '../../context/request-context.js';
import { joinHeaders, toClientSession } from '../../context/to-client-session.js';
import { toOperation } from '../../context/to-operation.js';
import type { RouteFacts } from '../../routing/conditions/condition.types.js';
import { SizeMemory } from '../../routing/conditions/size-memory.js';
import { toRouteFacts } from '../../routing/conditions/to-route-facts.js';
import { blameSetting } from './blame-setting.js';
import { ModelsService } from '../../routing/models/models.service.js';
import { withoutWindowMark } from '../../routing/models/without-window-mark.js';

/** Request: decides the route of the model name, and of the request where a rule has conditions. Response: puts the client's model name back. */
@Injectable()
export class ModelMapInterceptor implements NestInterceptor<ProviderResult, ProviderResult> {
  private readonly sizes = new SizeMemory();

  constructor(private readonly models: ModelsService) {}

  intercept(context: ExecutionContext, next: CallHandler<ProviderResult>): Observable<ProviderResult> {
    const http = context.switchToHttp();
    const { requestContext } = http.getResponse<GatewayResponse>().locals;
    const requested = requestContext.body?.request.model ?? '';
    requireModel(requestContext.token, withoutWindowMark(requested));
    const facts = this.models.hasConditions ? this.factsOf(http.getRequest<Request>(), requestContext) : undefined;
    requestContext.route = this.models.route(requested, facts);
    if (facts !== undefined) requestContext.routeReason = this.models.reason(requested, facts);
    return next.handle().pipe(
      map((answer) => mapStream(answer, { events: restoreName(requested) })),
      catchError((error: unknown) => {
        throw blameSetting(error, this.models.setting(requested, facts));
      }),
    );
  }

  private factsOf(httpRequest: Request, requestContext: RequestContext): RouteFacts | undefined {
    const { body } = requestContext;
    if (body === undefined) return undefined;
    const headers = joinHeaders(httpRequest);
    const session = toClientSession(headers, requestContext);
    const isMessage = toOperation(httpRequest) === 'messages';
    return toRouteFacts({ request: body.request, headers, bytes: body.raw.length, session, isMessage }, this.sizes);
  }
}

/** Puts the name that the client sent into the first event of a reply. */
function restoreName(model: string): StreamStage<readonly StreamEvent[]> {
  let restored = false;
  const restore = (event: StreamEvent): StreamEvent => {
    if (event.type !== 'message_start') return event;
    restored = true;
    return { ...event, message: { ...event.message, model } };
  };
  return { next: (events) => (restored ? events : events.map(restore)) };
}

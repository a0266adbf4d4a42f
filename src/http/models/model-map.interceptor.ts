import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { mapStream, type ProviderResult } from '@gateway/provider-kit';
import type { StreamEvent } from '@gateway/protocol';
import { catchError, map, type MonoTypeOperatorFunction, type Observable } from 'rxjs';
import { requireModel } from '../auth/require-model.js';
import type { GatewayResponse } from '../../context/request-context.js';
import { blameSetting } from './blame-setting.js';
import { ModelsService } from '../../routing/models/models.service.js';
import { withoutWindowMark } from '../../routing/models/without-window-mark.js';

/** Request: decides the route of the model name. Response: puts the client's model name back. */
@Injectable()
export class ModelMapInterceptor implements NestInterceptor<ProviderResult, ProviderResult> {
  constructor(private readonly models: ModelsService) {}

  intercept(context: ExecutionContext, next: CallHandler<ProviderResult>): Observable<ProviderResult> {
    const { requestContext } = context.switchToHttp().getResponse<GatewayResponse>().locals;
    const requested = requestContext.body?.request.model ?? '';
    requireModel(requestContext.token, withoutWindowMark(requested));
    requestContext.route = this.models.route(requested);
    return next.handle().pipe(
      map((answer) => mapStream(answer, { events: restoreName(requested) })),
      catchError((error: unknown) => {
        throw blameSetting(error, this.models.setting(requested));
      }),
    );
  }
}

/** Puts the name that the client sent into the first event of a reply. */
function restoreName(model: string): MonoTypeOperatorFunction<readonly StreamEvent[]> {
  let restored = false;
  const restore = (event: StreamEvent): StreamEvent => {
    if (event.type !== 'message_start') return event;
    restored = true;
    return { ...event, message: { ...event.message, model } };
  };
  return map((events) => (restored ? events : events.map(restore)));
}

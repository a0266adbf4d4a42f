import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { ProviderResult } from '@gateway/provider-kit';
import { type Observable, of, switchMap } from 'rxjs';
import { MessagesSettings } from './messages.settings.js';
import type { GatewayResponse } from '../../context/request-context.js';
import { writeBytes } from './write-bytes.js';
import { writeEvents } from './write-events.js';
import { writeMessage } from './write-message.js';

/** Milliseconds of silence after which a stream sends `ping`; up to a quarter more pass, so that it is 10 s at most. */
const PING_EVERY = 8_000;

/**
 * The outermost interceptor: writes the response to the connection. The whole request is one observable, from which
 * Nest unsubscribes when the client disconnects; everything it started, the upstream's request included, ends with it.
 */
@Injectable()
export class ReplyInterceptor implements NestInterceptor<ProviderResult, undefined> {
  constructor(private readonly settings: MessagesSettings) {}

  intercept(context: ExecutionContext, next: CallHandler<ProviderResult>): Observable<undefined> {
    const response = context.switchToHttp().getResponse<GatewayResponse>();
    const { requestContext } = response.locals;
    return next.handle().pipe(
      switchMap((answer) => {
        if (!this.settings.LOG_BODIES) requestContext.body = undefined;
        if (requestContext.fallback !== undefined) response.setHeader('x-gateway-fallback', requestContext.fallback);
        return write(answer, response);
      }),
    );
  }
}

function write(answer: ProviderResult, response: GatewayResponse): Observable<undefined> {
  if (answer.kind === 'count') {
    response.json({ input_tokens: answer.tokens });
    return of(undefined);
  }
  if (answer.kind === 'bytes') return writeBytes(answer, response);
  const streams = response.locals.requestContext.facts?.stream === true;
  return streams ? writeEvents(answer, response, PING_EVERY) : writeMessage(answer, response);
}

import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { ByteReply, EventReply } from '@gateway/provider-kit';
import { map, type Observable, tap } from 'rxjs';
import type { Exchange, GatewayResponse } from '../exchange/exchange.js';
import type { Answer } from '../messages/answer.types.js';
import { readUsage } from './read-usage.js';

/** Notes what an answer cost, when it began to speak and why it ended, as it passes. */
@Injectable()
export class UsageInterceptor implements NestInterceptor<Answer, Answer> {
  intercept(context: ExecutionContext, next: CallHandler<Answer>): Observable<Answer> {
    const { exchange } = context.switchToHttp().getResponse<GatewayResponse>().locals;
    return next.handle().pipe(
      map((answer) => {
        if (typeof answer === 'number') return answer;
        exchange.upstreamRequestId = answer.headers['x-upstream-request-id'] ?? answer.headers['request-id'];
        return 'bytes' in answer ? noteBytes(answer, exchange) : noteEvents(answer, exchange);
      }),
    );
  }
}

function noteEvents(answer: EventReply, exchange: Exchange): EventReply {
  return {
    ...answer,
    events: (gate) =>
      answer.events(gate).pipe(
        tap((events) => {
          readUsage(exchange, events);
          if (events.some(({ type }) => type === 'content_block_delta')) noteToken(exchange);
        }),
      ),
  };
}

function noteBytes(answer: ByteReply, exchange: Exchange): ByteReply {
  void answer.facts?.then((facts) => Object.assign(exchange, facts));
  return {
    ...answer,
    bytes: (gate) =>
      answer.bytes(gate).pipe(
        tap((bytes) => {
          if (exchange.firstTokenAt !== undefined) return;
          if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('"content_block_delta"'))
            noteToken(exchange);
        }),
      ),
  };
}

/** An answer in one piece has no first token. */
function noteToken(exchange: Exchange): void {
  if (exchange.facts?.stream === true) exchange.firstTokenAt ??= performance.now();
}

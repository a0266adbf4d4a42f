import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { map, type Observable, tap } from 'rxjs';
import type { GatewayResponse } from '../exchange/exchange.js';
import type { Answer } from '../messages/answer.types.js';
import { readUsage } from './read-usage.js';

/** Notes what an answer cost and why it ended, as it passes. */
@Injectable()
export class UsageInterceptor implements NestInterceptor<Answer, Answer> {
  intercept(context: ExecutionContext, next: CallHandler<Answer>): Observable<Answer> {
    const { exchange } = context.switchToHttp().getResponse<GatewayResponse>().locals;
    return next.handle().pipe(
      map((answer) => {
        if (typeof answer === 'number') return answer;
        if ('bytes' in answer) {
          void answer.facts?.then((facts) => Object.assign(exchange, facts));
          return answer;
        }
        return {
          ...answer,
          events: (gate) => answer.events(gate).pipe(tap((events) => readUsage(exchange, events))),
        };
      }),
    );
  }
}

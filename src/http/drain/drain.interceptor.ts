import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { ByteReply, EventReply } from '@gateway/provider-kit';
import { map, type Observable, takeUntil } from 'rxjs';
import type { ProviderResult } from '../../context/provider-result.types.js';
import { DrainService } from './drain.service.js';

/** Makes a running response fail when the shutdown's grace period is over. */
@Injectable()
export class DrainInterceptor implements NestInterceptor<ProviderResult, ProviderResult> {
  constructor(private readonly drain: DrainService) {}

  intercept(_context: ExecutionContext, next: CallHandler<ProviderResult>): Observable<ProviderResult> {
    const { deadline } = this.drain;
    return next.handle().pipe(
      map((answer) => {
        if (typeof answer === 'number') return answer;
        return 'bytes' in answer ? cutBytes(answer, deadline) : cutEvents(answer, deadline);
      }),
      // A notifier that fails makes the source fail.
      takeUntil(deadline),
    );
  }
}

function cutBytes(answer: ByteReply, deadline: Observable<never>): ByteReply {
  return { ...answer, bytes: (gate) => answer.bytes(gate).pipe(takeUntil(deadline)) };
}

function cutEvents(answer: EventReply, deadline: Observable<never>): EventReply {
  return { ...answer, events: (gate) => answer.events(gate).pipe(takeUntil(deadline)) };
}

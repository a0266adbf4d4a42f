import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { mapStream, type ProviderResult } from '@gateway/provider-kit';
import { map, type Observable, takeUntil } from 'rxjs';
import { DrainService } from './drain.service.js';

/** Lets an answer fail, wherever it is, when a gateway that stops can wait for it no longer. */
@Injectable()
export class DrainInterceptor implements NestInterceptor<ProviderResult, ProviderResult> {
  constructor(private readonly drain: DrainService) {}

  intercept(_context: ExecutionContext, next: CallHandler<ProviderResult>): Observable<ProviderResult> {
    const { deadline } = this.drain;
    return next.handle().pipe(
      map((answer) => mapStream(answer, { events: takeUntil(deadline), bytes: takeUntil(deadline) })),
      // A notifier that fails makes the source fail.
      takeUntil(deadline),
    );
  }
}

import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { mapStream, type ProviderResult } from '@gateway/provider-kit';
import { map, type Observable, takeUntil } from 'rxjs';
import { DrainService } from './drain.service.js';

/** Makes a running response fail when the shutdown's grace period is over. */
@Injectable()
export class DrainInterceptor implements NestInterceptor<ProviderResult, ProviderResult> {
  constructor(private readonly drain: DrainService) {}

  intercept(_context: ExecutionContext, next: CallHandler<ProviderResult>): Observable<ProviderResult> {
    const { deadline } = this.drain;
    return next.handle().pipe(
      map((answer) => mapStream(answer, { events: { until: deadline }, bytes: { until: deadline } })),
      // A notifier that fails makes the source fail.
      takeUntil(deadline),
    );
  }
}

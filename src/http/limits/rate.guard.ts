import { type ExecutionContext, Injectable } from '@nestjs/common';
import { type ThrottlerLimitDetail, ThrottlerGuard } from '@nestjs/throttler';
import { ApiError } from '@gateway/protocol';
import type { Request } from 'express';
import type { GatewayResponse } from '../../context/request-context.js';
import { rateLimitKey } from './rate-limit-key.js';

/** Counts the requests of each token, and rejects those beyond `RATE_LIMIT_PER_MINUTE`. */
@Injectable()
export class RateGuard extends ThrottlerGuard {
  protected override getTracker(request: Request): Promise<string> {
    return Promise.resolve(rateLimitKey(request, request.res as GatewayResponse));
  }

  /** One count for all requests of a token. */
  protected override generateKey(_context: ExecutionContext, tracker: string): string {
    return tracker;
  }

  protected override throwThrottlingException(
    _context: ExecutionContext,
    { limit, timeToBlockExpire: wait }: ThrottlerLimitDetail,
  ): Promise<void> {
    const message = `this token may send ${limit} requests a minute`;
    throw new ApiError('rate_limit_error', message, { headers: { 'retry-after': String(Math.max(1, wait)) } });
  }
}

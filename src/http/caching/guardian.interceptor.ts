import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Request } from 'express';
import type { Observable } from 'rxjs';
import type { GatewayResponse } from '../../context/request-context.js';
import { toOperation } from '../../context/to-operation.js';
import { toCall } from '../messages/to-call.js';
import type { CacheGuardian } from './cache-guardian.service.js';
import { CachingSettings } from './caching.settings.js';

/** Lets the cache guardian watch requests of sessions. Without `CACHE_GUARDIAN` it is not loaded, and nothing is hashed. */
@Injectable()
export class GuardianInterceptor implements NestInterceptor {
  private guardian: Promise<CacheGuardian> | undefined;

  constructor(
    private readonly settings: CachingSettings,
    private readonly modules: ModuleRef,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler<unknown>): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    if (!this.settings.CACHE_GUARDIAN || toOperation(request) !== 'messages') return next.handle();
    const { requestContext } = http.getResponse<GatewayResponse>().locals;
    const call = toCall(request, requestContext);
    const guardian = await (this.guardian ??= this.load());
    if (call.session !== undefined) requestContext.onPrompt = guardian.watch(requestContext, call);
    return next.handle();
  }

  private async load(): Promise<CacheGuardian> {
    const service = await import('./cache-guardian.service.js');
    return this.modules.create(service.CacheGuardian);
  }
}

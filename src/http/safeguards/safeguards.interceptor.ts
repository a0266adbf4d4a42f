import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { mapStream, type ProviderResult } from '@gateway/provider-kit';
import type { Request } from 'express';
import { from, map, type Observable, switchMap } from 'rxjs';
import type { GatewayResponse } from '../../context/request-context.js';
import type { JudgeService } from './judge.service.js';
import type { readJudgeContext } from './read-judge-context.js';
import type { addVerdicts } from './add-verdicts.js';
import { toCall } from '../messages/to-call.js';
import { SafeguardsSettings } from './safeguards.settings.js';

interface LoadedJudge {
  readonly judge: JudgeService;
  readonly readJudgeContext: typeof readJudgeContext;
  readonly addVerdicts: typeof addVerdicts;
}

/**
 * Adds the verdicts that a request asks for by `safeguards`, where `SAFEGUARDS_MODEL` names a judge. An upstream that
 * is passed through judges by itself. Without the setting nothing of this room is loaded, and the field is refused.
 */
@Injectable()
export class SafeguardsInterceptor implements NestInterceptor<ProviderResult, ProviderResult> {
  constructor(
    private readonly settings: SafeguardsSettings,
    private readonly modules: ModuleRef,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<ProviderResult>): Observable<ProviderResult> {
    const { SAFEGUARDS_MODEL: model } = this.settings;
    const http = context.switchToHttp();
    const { requestContext } = http.getResponse<GatewayResponse>().locals;
    const { body } = requestContext;
    if (model === undefined || body?.request.safeguards === undefined) return next.handle();
    requestContext.isJudged = true;
    const { session } = toCall(http.getRequest<Request>(), requestContext);
    return from(this.load()).pipe(
      switchMap((loaded) => {
        const judged = loaded.readJudgeContext(body.request);
        if (judged === undefined) return next.handle();
        const parts = { model, context: judged, requestContext, session };
        const events = loaded.addVerdicts((calls) => loaded.judge.judge({ ...parts, calls }));
        return next.handle().pipe(map((result) => mapStream(result, { events })));
      }),
    );
  }

  private async load(): Promise<LoadedJudge> {
    const [service, context, reply] = await Promise.all([
      import('./judge.service.js'),
      import('./read-judge-context.js'),
      import('./add-verdicts.js'),
    ]);
    const judge = await this.modules.create(service.JudgeService);
    return { judge, readJudgeContext: context.readJudgeContext, addVerdicts: reply.addVerdicts };
  }
}

import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import type { Observable } from 'rxjs';
import { HouseSettings } from '../../config/house.settings.js';
import type { GatewayResponse } from '../../context/exchange.js';
import { toQuestionFacts } from '../../context/to-question-facts.js';
import { inflateBody, readBody } from './read-body.js';
import { parseBody } from './parse-body.js';

/** Reads and parses the body: once, and only after the guard has let the client in. */
@Injectable()
export class BodyInterceptor implements NestInterceptor {
  constructor(private readonly settings: HouseSettings) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const { exchange } = http.getResponse<GatewayResponse>().locals;
    const { MAX_BODY_BYTES: limit } = this.settings;
    const sent = await readBody(request, limit);
    const raw = await inflateBody(sent, request.headers['content-encoding'], limit);
    const asked = await parseBody(raw);
    exchange.body = { raw, request: asked };
    exchange.facts = toQuestionFacts(asked);
    return next.handle();
  }
}

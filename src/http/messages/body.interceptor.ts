import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import type { Observable } from 'rxjs';
import { MessagesSettings } from './messages.settings.js';
import type { GatewayResponse } from '../../context/request-context.js';
import { toRequestFacts } from '../../context/to-request-facts.js';
import { inflateBody, readBody } from './read-body.js';
import { parseBody } from './parse-body.js';

/** Reads and parses the body: once, and only after the guards have admitted the client. */
@Injectable()
export class BodyInterceptor implements NestInterceptor {
  constructor(private readonly settings: MessagesSettings) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const { requestContext } = http.getResponse<GatewayResponse>().locals;
    const { MAX_BODY_BYTES: limit } = this.settings;
    const sent = await readBody(request, limit);
    const raw = await inflateBody(sent, request.headers['content-encoding'], limit);
    const requested = await parseBody(raw);
    requestContext.body = { raw, request: requested };
    requestContext.facts = toRequestFacts(requested);
    return next.handle();
  }
}

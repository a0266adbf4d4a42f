import { Injectable, type NestMiddleware } from '@nestjs/common';
import type { Request } from 'express';
import type { GatewayResponse } from '../../context/request-context.js';
import { TracingService } from './tracing.service.js';

/** Everything that a request causes happens within its trace. */
@Injectable()
export class TraceMiddleware implements NestMiddleware<Request, GatewayResponse> {
  constructor(private readonly tracing: TracingService) {}

  use(request: Request, response: GatewayResponse, next: () => void): void {
    this.tracing.trace({ request, response }, next);
  }
}

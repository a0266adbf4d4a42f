import { Injectable, type NestMiddleware } from '@nestjs/common';
import type { Request } from 'express';
import { PinoLogger } from 'nestjs-pino';
import type { GatewayResponse } from '../exchange/exchange.js';
import { toLogFields } from './to-log-fields.js';

/** One line for each request, at its end; what only asks whether somebody is there is told at `debug`. */
@Injectable()
export class RequestLogMiddleware implements NestMiddleware<Request, GatewayResponse> {
  constructor(private readonly log: PinoLogger) {}

  use(request: Request, response: GatewayResponse, next: () => void): void {
    // Within a request the logger bears its id; at the end of it, in another turn, it would not.
    const { logger } = this.log;
    const tell = (): void => logger[levelOf(request, response)](toLogFields(request, response), 'request');
    // A turn later, when everybody who learns something from the end has heard of it.
    response.once('close', () => setImmediate(tell));
    next();
  }
}

function levelOf({ path }: Request, { locals, statusCode }: GatewayResponse): 'debug' | 'info' | 'warn' | 'error' {
  const { error } = locals.exchange;
  if (error !== undefined && error.status >= 500) return error.status === 500 ? 'error' : 'warn';
  return statusCode < 400 && /^\/(health.*|api\/hello)?$/.test(path) ? 'debug' : 'info';
}

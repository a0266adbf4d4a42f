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
    response.once('close', () => {
      const isProbe = response.statusCode < 400 && /^\/(health.*|api\/hello)?$/.test(request.path);
      logger[isProbe ? 'debug' : 'info'](toLogFields(request, response), 'request');
    });
    next();
  }
}
